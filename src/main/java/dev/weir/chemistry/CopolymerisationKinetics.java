package dev.weir.chemistry;

import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.Arrays;
import java.util.Optional;

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

  private static final int TEMPERATURE = STATE_SIZE;
  private static final int PLUG_SIZE = STATE_SIZE + 1;

  /** Transfer to toluene over propagation (Ballard 2024). */
  private static final Arrhenius SOLVENT_TRANSFER =
      new Arrhenius(
          25.0, new MolarEnergy(38.1), "Ballard et al., Polym. Chem. 15 (2024) 4580, Table 2");

  /** A monomer that does not enter is followed as this share of the other. */
  private static final double TRACE = 1e-9;

  /** A step is at most this part of the residence time. */
  private static final double LEAST_STEPS = 8.0;

  /**
   * A step is at most this part of the shortest time constant; the fourth-order error is then below
   * 1e-6.
   */
  private static final double STEP_ACCURACY = 0.2;

  /** The same where the gel effect bends the rates within a few percent of conversion. */
  private static final double STEP_ACCURACY_GEL = 0.025;

  /** The same for a liquid that heats itself. */
  private static final double STEP_ACCURACY_HEAT = 0.1;

  /** A change of temperature that matters as much as a time constant, in K. */
  private static final double TELLING_KELVINS = 5.0;

  /** Below this share of the initiator nothing more happens: radicals fall with its root. */
  private static final double INITIATOR_SPENT = 1e-16;

  /** Limit on the steps of one outcome. */
  private static final int MOST_STEPS = 1_000_000;

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
   */
  public Polymerised plugFlow(Inlet inlet, TimeSpan residenceTime, HeatRegime regime) {
    double first = inlet.monomer1().molesPerLitre();
    double second = inlet.monomer2().molesPerLitre();
    double trace = TRACE * (first + second);
    double[] plug = new double[PLUG_SIZE];
    plug[MONOMER_1] = Math.max(first, trace);
    plug[MONOMER_2] = Math.max(second, trace);
    plug[INITIATOR] = inlet.initiator().molesPerLitre();
    plug[TEMPERATURE] = inletKelvins(regime);
    double hottest = age(plug, residenceTime.seconds(), regime);
    double polymer = polymerMass(plug, 0);
    return new Polymerised(
        inlet,
        conversion(plug, MONOMER_1, POLYMER_1),
        conversion(plug, MONOMER_2, POLYMER_2),
        new Concentration(Math.max(0.0, plug[INITIATOR])),
        polymer > 0.0
            ? Optional.of(new MolarMass(plug[POLYMER_MASS_AVERAGE] / polymer))
            : Optional.empty(),
        new Temperature(plug[TEMPERATURE] - Mixture.ZERO_CELSIUS),
        new Temperature(hottest - Mixture.ZERO_CELSIUS));
  }

  private static Conversion conversion(double[] plug, int monomer, int polymer) {
    double share = plug[polymer] / (plug[monomer] + plug[polymer]);
    return new Conversion(Math.min(1.0, Math.max(0.0, share)));
  }

  private static double inletKelvins(HeatRegime regime) {
    return switch (regime) {
      case HeatRegime.Isothermal(Temperature temperature) -> temperature.kelvins();
      case HeatRegime.Following(HeatRegime.Profile profile) ->
          profile.at(new TimeSpan(0.0)).kelvins();
      case HeatRegime.Jacketed jacketed -> jacketed.inlet().kelvins();
    };
  }

  /** Ages a plug in place and returns the highest temperature on the way, in K. */
  private double age(double[] plug, double seconds, HeatRegime regime) {
    RateConstants constants = new RateConstants();
    constantsAt(plug[TEMPERATURE], constants);
    double[][] slopes = new double[4][PLUG_SIZE];
    double[] stage = new double[PLUG_SIZE];
    double spent = plug[INITIATOR] * INITIATOR_SPENT;
    double hottest = plug[TEMPERATURE];
    double now = 0.0;
    boolean coupled = !(regime instanceof HeatRegime.Isothermal);
    for (int step = 0; now < seconds; step++) {
      if (step == MOST_STEPS) {
        throw new ArithmeticException("copolymerisation took more than " + MOST_STEPS + " steps");
      }
      slopes(now, plug, slopes[0], constants, regime);
      double h = Math.min(seconds - now, stepSeconds(plug, slopes[0], seconds, constants, coupled));
      advance(now, h, plug, slopes, stage, constants, regime);
      latchOnset(plug, 0, constants);
      now = h >= seconds - now ? seconds : now + h;
      plug[TEMPERATURE] = givenKelvins(regime, now, plug[TEMPERATURE]);
      hottest = Math.max(hottest, plug[TEMPERATURE]);
      if (!coupled && plug[INITIATOR] <= spent) {
        break;
      }
    }
    return hottest;
  }

  private void advance(
      double now,
      double h,
      double[] plug,
      double[][] slopes,
      double[] stage,
      RateConstants constants,
      HeatRegime regime) {
    for (int s = 1; s < 4; s++) {
      double part = s == 3 ? h : 0.5 * h;
      for (int i = 0; i < PLUG_SIZE; i++) {
        stage[i] = plug[i] + part * slopes[s - 1][i];
      }
      slopes(now + part, stage, slopes[s], constants, regime);
    }
    for (int i = 0; i < PLUG_SIZE; i++) {
      plug[i] += h / 6.0 * (slopes[0][i] + 2.0 * (slopes[1][i] + slopes[2][i]) + slopes[3][i]);
    }
  }

  private double stepSeconds(
      double[] plug, double[] slope, double seconds, RateConstants constants, boolean coupled) {
    double fastest =
        Math.max(
            constants.dissociation,
            Math.max(
                -slope[MONOMER_1] / Math.max(plug[MONOMER_1], Double.MIN_NORMAL),
                -slope[MONOMER_2] / Math.max(plug[MONOMER_2], Double.MIN_NORMAL)));
    double accuracy =
        switch (gelEffect) {
          case GelEffect.None() -> coupled ? STEP_ACCURACY_HEAT : STEP_ACCURACY;
          case GelEffect.FreeVolume _ -> STEP_ACCURACY_GEL;
        };
    double heating = Math.abs(slope[TEMPERATURE]) / TELLING_KELVINS;
    return Math.min(seconds / LEAST_STEPS, accuracy / (fastest + heating));
  }

  private static double givenKelvins(HeatRegime regime, double seconds, double otherwise) {
    return switch (regime) {
      case HeatRegime.Isothermal _ -> otherwise;
      case HeatRegime.Following(HeatRegime.Profile profile) ->
          profile.at(new TimeSpan(seconds)).kelvins();
      case HeatRegime.Jacketed _ -> otherwise;
    };
  }

  private void slopes(
      double seconds, double[] plug, double[] slope, RateConstants constants, HeatRegime regime) {
    switch (regime) {
      case HeatRegime.Isothermal _ -> {
        rates(plug, 0, constants, slope, 0);
        slope[TEMPERATURE] = 0.0;
      }
      case HeatRegime.Following(HeatRegime.Profile profile) -> {
        constantsAt(profile.at(new TimeSpan(seconds)).kelvins(), constants);
        rates(plug, 0, constants, slope, 0);
        slope[TEMPERATURE] = 0.0;
      }
      case HeatRegime.Jacketed jacketed -> {
        constantsAt(plug[TEMPERATURE], constants);
        rates(plug, 0, constants, slope, 0);
        double given =
            jacketed.exchange().wattsPerLitreKelvin()
                * (jacketed.bath().kelvins() - plug[TEMPERATURE]);
        slope[TEMPERATURE] =
            (heatRelease(slope, 0) + given) / heatCapacity(plug, 0, plug[TEMPERATURE]);
      }
    }
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

  /** Returns the mass of unreacted monomer, in g/L. */
  private double monomerMass(double[] state, int from) {
    return Math.max(0.0, state[from + MONOMER_1]) * mass1
        + Math.max(0.0, state[from + MONOMER_2]) * mass2;
  }

  /** Returns the mass of polymer, in g/L. */
  private double polymerMass(double[] state, int from) {
    return Math.max(0.0, state[from + POLYMER_1]) * mass1
        + Math.max(0.0, state[from + POLYMER_2]) * mass2;
  }
}
