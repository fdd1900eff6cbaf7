package dev.weir.chemistry;

import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.Arrays;

/**
 * Free-radical copolymerisation of two monomers in solution, as rates for a cell and as the outcome
 * of plug flow (which is that of a batch of the same age).
 *
 * <p>The radicals are in balance: their concentration is sqrt(f kd [I] / kt), after which 2 kt R²
 * chains end in each litre and second. Mean propagation follows the terminal model with k12 =
 * k11/r1 and k21 = k22/r2, termination the geometric rule sqrt(kt) = p1 sqrt(kt11) + p2 sqrt(kt22)
 * with p the shares of the radicals (assumed). The initiator depletes. Density is constant. Molar
 * mass after Hamielec's instantaneous distribution of disproportionation, combination and transfer
 * to monomer and solvent (toluene, C = 25 exp(-38.1 kJ/mol / RT), Ballard et al., Polym. Chem. 15
 * (2024) 4580; assumed for all monomers).
 *
 * <p>Left out: depropagation (above about 110 °C), inhibition, thermal initiation of styrene.
 *
 * <p>Immutable.
 */
public final class CopolymerisationKinetics {
  /** Slot of monomer 1, in mol/L. */
  public static final int MONOMER_1 = 0;

  /** Slot of monomer 2, in mol/L. */
  public static final int MONOMER_2 = 1;

  /** Slot of the initiator, in mol/L. */
  public static final int INITIATOR = 2;

  /** Slot of units of monomer 1 in polymer, in mol/L. */
  public static final int POLYMER_1 = 3;

  /** Slot of units of monomer 2 in polymer, in mol/L. */
  public static final int POLYMER_2 = 4;

  /**
   * Slot of the polymer's mass concentration times its mass-average molar mass, in (g/L)(g/mol).
   */
  public static final int POLYMER_MASS_AVERAGE = 5;

  /**
   * Slot of the mass-average molar mass at the onset of the gel effect, in g/mol; 0 before the
   * onset. Its rate is zero: {@link #latchOnset} sets it. Where nobody does, the present molar mass
   * stands for it.
   */
  public static final int ONSET_MASS_AVERAGE = 6;

  /** Number of slots of a state. */
  public static final int STATE_SIZE = 7;

  /** Transfer to toluene over propagation (Ballard 2024). */
  private static final Arrhenius SOLVENT_TRANSFER =
      new Arrhenius(
          25.0, new MolarEnergy(38.1), "Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2");

  private final Monomer monomer1;
  private final Monomer monomer2;
  private final Initiator initiator;
  private final ReactivityRatios ratios;
  private final Propagation propagation;
  private final GelEffect gelEffect;
  private final double mass1;
  private final double mass2;

  /**
   * What is assumed of the mechanism.
   *
   * @param propagation how the last units decide the rate
   * @param gelEffect whether viscosity slows termination
   */
  public record Mechanism(Propagation propagation, GelEffect gelEffect) {
    /** The terminal model without gel effect, for dilute solutions. */
    public static final Mechanism PLAIN =
        new Mechanism(new Propagation.Terminal(), new GelEffect.None());
  }

  /**
   * Makes the kinetics of a pair.
   *
   * @param ratios both above zero: k12 = k11/r1 must exist
   */
  public CopolymerisationKinetics(
      Monomer monomer1,
      Monomer monomer2,
      Initiator initiator,
      ReactivityRatios ratios,
      Mechanism mechanism) {
    if (ratios.r1() <= 0.0 || ratios.r2() <= 0.0) {
      throw new IllegalArgumentException(
          "kinetics need reactivity ratios above 0, were %s and %s"
              .formatted(ratios.r1(), ratios.r2()));
    }
    this.monomer1 = monomer1;
    this.monomer2 = monomer2;
    this.initiator = initiator;
    this.ratios = ratios;
    this.propagation = mechanism.propagation();
    this.gelEffect = mechanism.gelEffect();
    this.mass1 = monomer1.molarMass().gramsPerMole();
    this.mass2 = monomer2.molarMass().gramsPerMole();
  }

  /** Returns the outcome of plug flow at one temperature. */
  public Polymerised plugFlow(Inlet inlet, TimeSpan residenceTime, Temperature temperature) {
    return plugFlow(inlet, residenceTime, new HeatRegime.Isothermal(temperature));
  }

  /**
   * Returns the outcome of plug flow under a heat regime, by the classical Runge-Kutta method of
   * fourth order with steps that follow the shortest time constant.
   *
   * @throws ArithmeticException when the reaction and the heat exchange are so fast against the
   *     residence time that the steps exceed a million
   */
  public Polymerised plugFlow(Inlet inlet, TimeSpan residenceTime, HeatRegime regime) {
    return new PlugFlow(this, regime, residenceTime.seconds()).outcome(inlet);
  }

  /**
   * Returns the mean propagation constant, in L/(mol s), at low conversion.
   *
   * @param f1 mole fraction of monomer 1 in the unreacted monomers
   */
  public double meanPropagation(FeedComposition f1, Temperature temperature) {
    RateConstants constants = new RateConstants();
    constantsAt(temperature.kelvins(), constants);
    double m1 = f1.value();
    double m2 = 1.0 - m1;
    double weights =
        weight1(m1, m2, constants.propagation1) + weight2(m1, m2, constants.propagation2);
    return (m1 * (ratios.r1() * m1 + m2) + m2 * (ratios.r2() * m2 + m1)) / weights;
  }

  /** Weight of the radicals that end in monomer 1, r1 m1 / k11. */
  private double weight1(double m1, double m2, double constant) {
    double choice = ratios.r1() * m1;
    return switch (propagation) {
      case Propagation.Terminal() -> choice / constant;
      case Propagation.ImplicitPenultimate(double s1, double _) ->
          choice / constant * (choice + m2 / s1) / (choice + m2);
    };
  }

  /** Weight of the radicals that end in monomer 2, r2 m2 / k22. */
  private double weight2(double m1, double m2, double constant) {
    double choice = ratios.r2() * m2;
    return switch (propagation) {
      case Propagation.Terminal() -> choice / constant;
      case Propagation.ImplicitPenultimate(double _, double s2) ->
          choice / constant * (choice + m1 / s2) / (choice + m1);
    };
  }

  /**
   * Fills the rate constants of this copolymerisation at a temperature. Does not allocate.
   *
   * @param kelvins temperature, above 0 K
   */
  public void constantsAt(double kelvins, RateConstants into) {
    into.kelvins = kelvins;
    into.propagation1 = monomer1.propagation().at(kelvins);
    into.propagation2 = monomer2.propagation().at(kelvins);
    into.rootTermination1 = Math.sqrt(monomer1.termination().at(kelvins));
    into.rootTermination2 = Math.sqrt(monomer2.termination().at(kelvins));
    into.dissociation = initiator.dissociation().at(kelvins);
    into.solventTransfer = SOLVENT_TRANSFER.at(kelvins);
    into.monomerDensity = Mixture.monomerDensity(kelvins);
    into.polymerDensity = Mixture.polymerDensity(kelvins);
    if (gelEffect instanceof GelEffect.FreeVolume free) {
      into.monomerFreeVolume = free.monomer().freeVolume(kelvins);
      into.polymerFreeVolume = free.polymer().freeVolume(kelvins);
      into.solventFreeVolume = free.solvent().freeVolume(kelvins);
      into.logOnset = free.termination().logOnset(kelvins);
      into.glassFreeVolume = free.termination().glassFreeVolume(kelvins);
    }
  }

  /**
   * Writes the rates of change of a state by reaction alone. Does not allocate.
   *
   * @param state concentrations in the slots named above, in their units; what transport has made
   *     negative counts as zero
   * @param from index of the state's first slot
   * @param constants filled for the state's temperature
   * @param rates takes the rates, in the unit of each slot per second
   * @param to index of the first rate
   */
  public void rates(double[] state, int from, RateConstants constants, double[] rates, int to) {
    double m1 = Math.max(0.0, state[from + MONOMER_1]);
    double m2 = Math.max(0.0, state[from + MONOMER_2]);
    double starter = Math.max(0.0, state[from + INITIATOR]);
    Arrays.fill(rates, to, to + STATE_SIZE, 0.0);
    rates[to + INITIATOR] = -constants.dissociation * starter;
    if (m1 + m2 <= 0.0 || starter <= 0.0) {
      return;
    }
    double weight1 = weight1(m1, m2, constants.propagation1);
    double weight2 = weight2(m1, m2, constants.propagation2);
    double weights = weight1 + weight2;
    double share1 = weight1 / weights;
    double share2 = weight2 / weights;
    double rootTermination =
        share1 * constants.rootTermination1 + share2 * constants.rootTermination2;
    double started = initiator.efficiency().value() * constants.dissociation * starter;
    double growth =
        Math.sqrt(started) / (rootTermination * weights) * hindrance(state, from, constants);
    double rate1 = growth * m1 * (ratios.r1() * m1 + m2);
    double rate2 = growth * m2 * (ratios.r2() * m2 + m1);
    rates[to + MONOMER_1] = -rate1;
    rates[to + MONOMER_2] = -rate2;
    rates[to + POLYMER_1] = rate1;
    rates[to + POLYMER_2] = rate2;
    double disproportionated =
        share1 * monomer1.disproportionation().value()
            + share2 * monomer2.disproportionation().value();
    double transferred =
        share1 * monomer1.transfer()
            + share2 * monomer2.transfer()
            + constants.solventTransfer * solvent(state, from, constants) / (m1 + m2);
    rates[to + POLYMER_MASS_AVERAGE] =
        massAverageGrowth(rate1, rate2, 2.0 * started, disproportionated, transferred);
  }

  /**
   * Mass of polymer made times its instantaneous mass-average molar mass, in (g/L)(g/mol)/s. Each
   * propagation step ends its chain with probability tau (a dead chain of its own) or beta (half of
   * a combined one); the mass-average degree of polymerisation is 2 (tau + 3/2 beta) / (tau +
   * beta)².
   */
  private double massAverageGrowth(
      double rate1, double rate2, double ended, double disproportionated, double transferred) {
    double rate = rate1 + rate2;
    if (rate <= 0.0) {
      return 0.0;
    }
    double grams = rate1 * mass1 + rate2 * mass2;
    double tau = disproportionated * ended / rate + transferred;
    double beta = (1.0 - disproportionated) * ended / rate;
    double units = 2.0 * (tau + 1.5 * beta) / ((tau + beta) * (tau + beta));
    return grams * (grams / rate) * units;
  }

  private double solvent(double[] state, int from, RateConstants constants) {
    double units = monomerMass(state, from) + polymerMass(state, from);
    return Mixture.solventShare(units, constants.monomerDensity)
        * (Mixture.SOLVENT_DENSITY / Mixture.SOLVENT_MOLAR_MASS);
  }

  /** Factor on kp/sqrt(kt) by which the gel and glass effects change the rate. */
  private double hindrance(double[] state, int from, RateConstants constants) {
    return switch (gelEffect) {
      case GelEffect.None() -> 1.0;
      case GelEffect.FreeVolume free -> hindrance(free.termination(), state, from, constants);
    };
  }

  private double hindrance(GelEffect.Fall fall, double[] state, int from, RateConstants constants) {
    double freeVolume = freeVolume(state, from, constants);
    double polymer = polymerMass(state, from);
    double logPropagation =
        Math.min(0.0, fall.b() * (1.0 / constants.glassFreeVolume - 1.0 / freeVolume));
    if (polymer <= 0.0 || state[from + POLYMER_MASS_AVERAGE] <= 0.0) {
      return Math.exp(logPropagation);
    }
    double massAverage = state[from + POLYMER_MASS_AVERAGE] / polymer;
    double beyond = fall.m() * Math.log(massAverage) + fall.a() / freeVolume - constants.logOnset;
    if (beyond <= 0.0) {
      return Math.exp(logPropagation);
    }
    double onset = state[from + ONSET_MASS_AVERAGE];
    // exp(A/Vf,crit) = K3 / Mw,crit^m turns (Mw,crit/Mw)^n exp(-A (1/Vf - 1/Vf,crit)) into this.
    double memory = onset > 0.0 ? (fall.n() - fall.m()) * Math.log(onset / massAverage) : 0.0;
    return Math.exp(logPropagation + 0.5 * (beyond - memory));
  }

  private double freeVolume(double[] state, int from, RateConstants constants) {
    double monomer = monomerMass(state, from);
    double polymer = polymerMass(state, from);
    double monomerVolume = monomer / constants.monomerDensity;
    double polymerVolume = polymer / constants.polymerDensity;
    double solventVolume = Mixture.solventShare(monomer + polymer, constants.monomerDensity);
    return (monomerVolume * constants.monomerFreeVolume
            + polymerVolume * constants.polymerFreeVolume
            + solventVolume * constants.solventFreeVolume)
        / (monomerVolume + polymerVolume + solventVolume);
  }

  /**
   * Notes in a state that the gel effect has set in, when it has and was not noted yet. To be
   * called after each step of whoever follows one plug; without gel effect it does nothing.
   */
  public void latchOnset(double[] state, int from, RateConstants constants) {
    if (!(gelEffect instanceof GelEffect.FreeVolume free)
        || state[from + ONSET_MASS_AVERAGE] > 0.0) {
      return;
    }
    double polymer = polymerMass(state, from);
    if (polymer <= 0.0) {
      return;
    }
    GelEffect.Fall fall = free.termination();
    double massAverage = state[from + POLYMER_MASS_AVERAGE] / polymer;
    double reached =
        fall.m() * Math.log(massAverage) + fall.a() / freeVolume(state, from, constants);
    if (reached >= constants.logOnset) {
      state[from + ONSET_MASS_AVERAGE] = massAverage;
    }
  }

  /**
   * Returns the heat that the given rates release, in W/L. Does not allocate.
   *
   * @param rates as written by {@link #rates}
   * @param from index of the first rate
   */
  public double heatRelease(double[] rates, int from) {
    return -rates[from + MONOMER_1] * monomer1.heatReleased().joulesPerMole()
        - rates[from + MONOMER_2] * monomer2.heatReleased().joulesPerMole();
  }

  /**
   * Returns the volumetric heat capacity of a state in toluene, in J/(L K). Does not allocate.
   *
   * @param kelvins temperature of the state, in K
   */
  public double heatCapacity(double[] state, int from, double kelvins) {
    return Mixture.heatCapacity(monomerMass(state, from), polymerMass(state, from), kelvins);
  }

  /** Tells whether viscosity changes the rates. */
  boolean hasGelEffect() {
    return switch (gelEffect) {
      case GelEffect.None() -> false;
      case GelEffect.FreeVolume _ -> true;
    };
  }

  /** Returns the mass of unreacted monomer, in g/L. */
  private double monomerMass(double[] state, int from) {
    return Math.max(0.0, state[from + MONOMER_1]) * mass1
        + Math.max(0.0, state[from + MONOMER_2]) * mass2;
  }

  /** Returns the mass of polymer, in g/L. */
  double polymerMass(double[] state, int from) {
    return Math.max(0.0, state[from + POLYMER_1]) * mass1
        + Math.max(0.0, state[from + POLYMER_2]) * mass2;
  }
}
