package dev.weir.simulator.plant;

/**
 * Radical copolymerisation and heat of the virtual plant, cell by cell.
 *
 * <p>Quasi-steady radicals, R = sqrt(f kd [I] / kt) (the convention of Ballard et al. 2024, whose
 * kt this is), one kt for both radicals, cross propagation k12 = k11 / r1 and k21 = k22 / r2, dead
 * chains by termination and transfer. The implicit penultimate effect slows k11 to k11 (r1 f1 + f2)
 * / (r1 f1 + f2 / s1), likewise k22, and leaves the ratios alone (Fukuda). Constant density. One
 * step of a monomer is the (1,1) Padé form of its exponential decay, positive and of second order.
 *
 * <p>Immutable apart from the cells it is given.
 */
final class Kinetics {
  /** Share of disproportionation in termination; Ballard et al. 2024. */
  private static final double DISPROPORTIONATION = 0.68;

  /** Termination, L/(mol s); Ballard et al. 2024. */
  private static final Arrhenius TERMINATION = new Arrhenius(1.19e9, 10_300.0);

  /** Transfer to toluene relative to propagation; Ballard et al. 2024. */
  private static final Arrhenius TRANSFER_TO_SOLVENT = new Arrhenius(25.0, 38_100.0);

  /** Transfer to monomer relative to propagation; Ballard et al. 2024. */
  private static final double TRANSFER_TO_MONOMER = 5.27e-5;

  /** Pure toluene, mol/L; assumed. */
  private static final double SOLVENT_MOLARITY = 9.4;

  /**
   * Density of monomer and of polymer for volume fractions, g/L, near 70 °C; from the lines for
   * MMA.
   */
  private static final double MONOMER_DENSITY = 882.0;

  private static final double POLYMER_DENSITY = 1172.0;

  /** Heat capacity of the liquid per volume, J/(L K). */
  private static final double HEAT_CAPACITY = 1800.0;

  /**
   * A cell's rate constants are computed anew when its temperature has moved by more than this, K.
   */
  private static final double NOTICEABLE = 0.01;

  /** Largest share of a monomer that one sub-step may consume, mol/mol. */
  private static final double LARGEST_SHARE = 0.05;

  private static final int MOST_SUBSTEPS = 50;

  /** Below this much monomer, mol/L, there is none. */
  private static final double TRACE = 1e-12;

  private final Substances.Monomer monomer1;
  private final Substances.Monomer monomer2;
  private final Substances.Initiator initiator;
  private final double r1;
  private final double r2;
  private final boolean penultimate;
  private final GelEffect gelEffect;
  private final double gelStrength;
  private final double rateFactor;
  private final double wallTimeConstant;

  Kinetics(Chemistry chemistry, double wallTimeConstantSeconds) {
    this.monomer1 = chemistry.monomer1();
    this.monomer2 = chemistry.monomer2();
    this.initiator = chemistry.initiator();
    this.r1 = chemistry.ratios().r1();
    this.r2 = chemistry.ratios().r2();
    this.penultimate = chemistry.penultimate();
    this.gelEffect = chemistry.gelEffect();
    this.gelStrength = chemistry.gelStrength();
    this.rateFactor = chemistry.rateFactor();
    this.wallTimeConstant = wallTimeConstantSeconds;
  }

  /**
   * What the plant's chemistry is.
   *
   * @param monomer1 the monomer that f1 and F1 speak of
   * @param monomer2 the other one
   * @param initiator the initiator
   * @param ratios reactivity ratios
   * @param penultimate whether the implicit penultimate effect acts
   * @param gelEffect how termination slows down
   * @param gelStrength g of the exponential form
   * @param rateFactor multiplies both propagation constants
   */
  record Chemistry(
      Substances.Monomer monomer1,
      Substances.Monomer monomer2,
      Substances.Initiator initiator,
      Substances.Ratios ratios,
      boolean penultimate,
      GelEffect gelEffect,
      double gelStrength,
      double rateFactor) {}

  /** Lets every cell react and exchange heat with a wall for so many seconds. */
  void react(Cells cells, double wallCelsius, double seconds) {
    for (int i = 0; i < cells.count; i++) {
      react(cells, i, wallCelsius, seconds);
    }
  }

  /** Lets one cell react and exchange heat with a wall for so many seconds. */
  void react(Cells cells, int i, double wallCelsius, double seconds) {
    if (Math.abs(cells.temperature[i] - cells.ratedAt[i]) > NOTICEABLE) {
      rate(cells, i);
    }
    double before1 = cells.polymer1[i];
    double before2 = cells.polymer2[i];
    if (cells.monomer1[i] + cells.monomer2[i] > TRACE) {
      propagate(cells, i, seconds);
    } else {
      double half = 0.5 * cells.decomposition[i] * seconds;
      cells.initiator[i] *= left(half);
    }
    double rise =
        ((cells.polymer1[i] - before1) * monomer1.heat()
                + (cells.polymer2[i] - before2) * monomer2.heat())
            / HEAT_CAPACITY;
    double exchange = seconds / wallTimeConstant;
    cells.temperature[i] =
        (cells.temperature[i] + rise + exchange * wallCelsius) / (1.0 + exchange);
  }

  private void rate(Cells cells, int i) {
    double celsius = cells.temperature[i];
    double inverseRt = Arrhenius.inverseRt(celsius);
    cells.ratedAt[i] = celsius;
    cells.decomposition[i] = initiator.decomposition().at(inverseRt);
    cells.propagation1[i] = rateFactor * monomer1.propagation().at(inverseRt);
    cells.propagation2[i] = rateFactor * monomer2.propagation().at(inverseRt);
    cells.termination[i] = TERMINATION.at(inverseRt);
    cells.transfer[i] = TRANSFER_TO_SOLVENT.at(inverseRt);
  }

  private void propagate(Cells cells, int i, double seconds) {
    double left = seconds;
    for (int step = 0; step < MOST_SUBSTEPS && left > 0.0; step++) {
      double kt = cells.termination[i] * terminationFactor(cells, i);
      double kd = cells.decomposition[i];
      double radicals = Math.sqrt(initiator.efficiency() * kd * cells.initiator[i] / kt);
      double fastest =
          radicals
              * (cells.propagation1[i] / Math.min(r1, 1.0)
                  + cells.propagation2[i] / Math.min(r2, 1.0));
      double span =
          fastest * left > LARGEST_SHARE && step < MOST_SUBSTEPS - 1
              ? LARGEST_SHARE / fastest
              : left;
      span = Math.min(span, left);
      substep(cells, i, span, kt);
      left -= span;
    }
  }

  private void substep(Cells cells, int i, double seconds, double kt) {
    double m1 = cells.monomer1[i];
    double m2 = cells.monomer2[i];
    double halfDecay = 0.5 * cells.decomposition[i] * seconds;
    double middleInitiator = cells.initiator[i] / (1.0 + halfDecay);
    cells.initiator[i] *= left(halfDecay);
    double radicals =
        Math.sqrt(initiator.efficiency() * cells.decomposition[i] * middleInitiator / kt);

    double k11 = cells.propagation1[i];
    double k22 = cells.propagation2[i];
    if (penultimate) {
      k11 *= (r1 * m1 + m2) / (r1 * m1 + m2 / monomer1.slowdown());
      k22 *= (r2 * m2 + m1) / (r2 * m2 + m1 / monomer2.slowdown());
    }
    double k12 = k11 / r1;
    double k21 = k22 / r2;
    double radicals1 = radicals * k21 * m1 / (k21 * m1 + k12 * m2);
    double radicals2 = radicals - radicals1;
    double half1 = 0.5 * seconds * (k11 * radicals1 + k21 * radicals2);
    double half2 = 0.5 * seconds * (k12 * radicals1 + k22 * radicals2);
    double used1 = m1 * decayed(half1);
    double used2 = m2 * decayed(half2);
    cells.monomer1[i] = m1 - used1;
    cells.monomer2[i] = m2 - used2;
    cells.polymer1[i] += used1;
    cells.polymer2[i] += used2;

    double terminated = kt * radicals * radicals * seconds * (1.0 + DISPROPORTIONATION);
    double solvent = SOLVENT_MOLARITY * solventFraction(cells, i);
    double monomers = m1 + m2;
    double transferred =
        (used1 + used2) * (TRANSFER_TO_MONOMER + cells.transfer[i] * solvent / monomers);
    cells.chains[i] += terminated + transferred;
  }

  /**
   * Returns exp(-2 h): the Padé form while it is exact to 1e-6, the exponential beyond, for the
   * Padé form is negative above 1 and would make radicals of negative initiator in a hot runaway.
   */
  private static double left(double half) {
    return half < 0.01 ? (1.0 - half) / (1.0 + half) : Math.exp(-2.0 * half);
  }

  /** Returns 1 - exp(-2 h): the Padé form while it is exact to 1e-6, the exponential beyond. */
  private static double decayed(double half) {
    return half < 0.01 ? 2.0 * half / (1.0 + half) : -Math.expm1(-2.0 * half);
  }

  /** Returns the polymer's volume fraction in a cell, L/L. */
  double polymerFraction(Cells cells, int i) {
    return (cells.polymer1[i] * monomer1.molarMass() + cells.polymer2[i] * monomer2.molarMass())
        / POLYMER_DENSITY;
  }

  private double monomerFraction(Cells cells, int i) {
    return (cells.monomer1[i] * monomer1.molarMass() + cells.monomer2[i] * monomer2.molarMass())
        / MONOMER_DENSITY;
  }

  private double solventFraction(Cells cells, int i) {
    return Math.max(0.0, 1.0 - polymerFraction(cells, i) - monomerFraction(cells, i));
  }

  private double terminationFactor(Cells cells, int i) {
    return switch (gelEffect) {
      case NONE -> 1.0;
      case EXPONENTIAL -> Math.exp(-gelStrength * polymerFraction(cells, i));
      case FREE_VOLUME -> freeVolumeFactor(cells, i);
    };
  }

  /**
   * Free-volume theory with WATPOLY's constants for MMA: onset when Mw^m exp(A / Vf) passes K3,
   * then kt falls by their ratio. Tg and expansion of the solvent are those of toluene, assumed.
   */
  private double freeVolumeFactor(Cells cells, int i) {
    double made = cells.polymer1[i] + cells.polymer2[i];
    if (cells.chains[i] <= 0.0 || made <= TRACE) {
      return 1.0;
    }
    double kelvin = cells.temperature[i] + 273.15;
    double freeVolume =
        0.025
            + 0.001 * (kelvin - 167.1) * monomerFraction(cells, i)
            + 0.00048 * (kelvin - 378.0) * polymerFraction(cells, i)
            + 0.001 * (kelvin - 113.0) * solventFraction(cells, i);
    double mass =
        cells.polymer1[i] * monomer1.molarMass() + cells.polymer2[i] * monomer2.molarMass();
    // Most probable distribution: the mass average is twice the number average.
    double massAverage = 2.0 * mass / cells.chains[i];
    double onset = 0.563 * Math.exp(8900.0 / (1.987 * kelvin));
    double reached = Math.sqrt(massAverage) * Math.exp(1.11 / Math.max(freeVolume, 0.025));
    return Math.min(1.0, onset / reached);
  }
}
