package dev.weir.chemistry;

import static dev.weir.chemistry.CopolymerisationKinetics.INITIATOR;
import static dev.weir.chemistry.CopolymerisationKinetics.MONOMER_1;
import static dev.weir.chemistry.CopolymerisationKinetics.MONOMER_2;
import static dev.weir.chemistry.CopolymerisationKinetics.ONSET_MASS_AVERAGE;
import static dev.weir.chemistry.CopolymerisationKinetics.POLYMER_1;
import static dev.weir.chemistry.CopolymerisationKinetics.POLYMER_2;
import static dev.weir.chemistry.CopolymerisationKinetics.POLYMER_MASS_AVERAGE;
import static dev.weir.chemistry.CopolymerisationKinetics.STATE_SIZE;

import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import java.util.Optional;

/**
 * One plug of liquid on its way through the reactor: the integration behind {@link
 * CopolymerisationKinetics#plugFlow(Inlet, TimeSpan, HeatRegime)}.
 *
 * <p>Classical Runge-Kutta of fourth order. Each step is a fixed part of the shortest time constant
 * at its start, so that the method is explicit, has no rejected steps, and costs some tens of steps
 * for an isothermal outcome. A test holds it against Dormand and Prince 8(5,3).
 *
 * <p>Owned by the thread that made it, and used once.
 */
final class PlugFlow {
  private static final int TEMPERATURE = STATE_SIZE;
  private static final int PLUG_SIZE = STATE_SIZE + 1;
  private static final int STAGES = 4;

  /** A monomer that does not enter is followed as this share of the other. */
  private static final double TRACE = 1e-9;

  /** A step is at most this part of the residence time. */
  private static final double LEAST_STEPS = 8.0;

  /** The same under a given profile, of which nothing is known before it is asked. */
  private static final double LEAST_STEPS_OF_PROFILE = 400.0;

  /** A step is at most this part of the shortest time constant of reaction. */
  private static final double STEP_ACCURACY = 0.2;

  /** The same where the gel effect bends the rates within a few percent of conversion. */
  private static final double STEP_ACCURACY_GEL = 0.025;

  /** The step over the onset of the gel effect is halved so often. */
  private static final int MOST_HALVINGS = 7;

  /** The same for a liquid that heats itself. */
  private static final double STEP_ACCURACY_HEAT = 0.1;

  /** A step is at most this part of the time constant of the wall; the method is stable to 2.7. */
  private static final double STEP_ACCURACY_WALL = 0.5;

  /** A change of temperature that matters as much as a time constant, in K. */
  private static final double TELLING_KELVINS = 5.0;

  /** Below this share of the initiator nothing more happens: radicals fall with its root. */
  private static final double INITIATOR_SPENT = 1e-16;

  /** Limit on the steps of one outcome. */
  private static final int MOST_STEPS = 1_000_000;

  private final CopolymerisationKinetics kinetics;
  private final HeatRegime regime;
  private final double seconds;
  private final double accuracy;
  private final RateConstants constants = new RateConstants();
  private final double[] plug = new double[PLUG_SIZE];
  private final double[] start = new double[PLUG_SIZE];
  private final double[] stage = new double[PLUG_SIZE];
  private final double[][] slopes = new double[STAGES][PLUG_SIZE];

  PlugFlow(CopolymerisationKinetics kinetics, HeatRegime regime, double seconds) {
    this.kinetics = kinetics;
    this.regime = regime;
    this.seconds = seconds;
    this.accuracy = kinetics.hasGelEffect() ? STEP_ACCURACY_GEL : accuracy(regime);
  }

  private static double accuracy(HeatRegime regime) {
    return switch (regime) {
      case HeatRegime.Isothermal _ -> STEP_ACCURACY;
      case HeatRegime.Following _, HeatRegime.Jacketed _ -> STEP_ACCURACY_HEAT;
    };
  }

  Polymerised outcome(Inlet inlet) {
    double first = inlet.monomer1().molesPerLitre();
    double second = inlet.monomer2().molesPerLitre();
    double trace = TRACE * (first + second);
    plug[MONOMER_1] = Math.max(first, trace);
    plug[MONOMER_2] = Math.max(second, trace);
    plug[INITIATOR] = inlet.initiator().molesPerLitre();
    plug[TEMPERATURE] = inletKelvins();
    double hottest = age();
    double polymer = kinetics.polymerMass(plug, 0);
    return new Polymerised(
        inlet,
        conversion(MONOMER_1, POLYMER_1),
        conversion(MONOMER_2, POLYMER_2),
        new Concentration(Math.max(0.0, plug[INITIATOR])),
        polymer > 0.0
            ? Optional.of(new MolarMass(plug[POLYMER_MASS_AVERAGE] / polymer))
            : Optional.empty(),
        new Temperature(plug[TEMPERATURE] - Mixture.ZERO_CELSIUS),
        new Temperature(hottest - Mixture.ZERO_CELSIUS));
  }

  private Conversion conversion(int monomer, int polymer) {
    double share = plug[polymer] / (plug[monomer] + plug[polymer]);
    return new Conversion(Math.min(1.0, Math.max(0.0, share)));
  }

  private double inletKelvins() {
    return switch (regime) {
      case HeatRegime.Isothermal(Temperature temperature) -> temperature.kelvins();
      case HeatRegime.Following following -> followed(following, 0.0);
      case HeatRegime.Jacketed jacketed -> jacketed.inlet().kelvins();
    };
  }

  private static double followed(HeatRegime.Following following, double sinceInlet) {
    return following.profile().at(new TimeSpan(sinceInlet)).kelvins();
  }

  /** Ages the plug and returns the highest temperature on the way, in K. */
  private double age() {
    kinetics.constantsAt(plug[TEMPERATURE], constants);
    double spent = plug[INITIATOR] * INITIATOR_SPENT;
    double hottest = plug[TEMPERATURE];
    boolean isothermal = regime instanceof HeatRegime.Isothermal;
    double now = 0.0;
    for (int step = 0; now < seconds; step++) {
      if (step == MOST_STEPS) {
        throw new ArithmeticException("plug flow took more than " + MOST_STEPS + " steps");
      }
      if (isothermal && plug[INITIATOR] <= spent) {
        break;
      }
      slope(now, plug, slopes[0]);
      double left = seconds - now;
      double wanted = stepSeconds();
      double h = advanceToOnset(now, Math.min(left, wanted));
      now = h >= left ? seconds : now + h;
      if (regime instanceof HeatRegime.Following following) {
        plug[TEMPERATURE] = followed(following, now);
      }
      hottest = Math.max(hottest, plug[TEMPERATURE]);
    }
    return hottest;
  }

  /**
   * Advances by a step, or by the part of it after which the gel effect has just set in: the rates
   * bend there, and the molar mass at that point counts for all that follows.
   *
   * @return the step taken, in s
   */
  private double advanceToOnset(double now, double wanted) {
    double h = wanted;
    boolean before = plug[ONSET_MASS_AVERAGE] == 0.0;
    System.arraycopy(plug, 0, start, 0, PLUG_SIZE);
    for (int halving = 0; ; halving++) {
      advance(now, h);
      kinetics.latchOnset(plug, 0, constants);
      boolean crossed = before && plug[ONSET_MASS_AVERAGE] > 0.0;
      if (!crossed || halving == MOST_HALVINGS) {
        return h;
      }
      System.arraycopy(start, 0, plug, 0, PLUG_SIZE);
      h *= 0.5;
    }
  }

  private void advance(double now, double h) {
    for (int s = 1; s < STAGES; s++) {
      double part = s == STAGES - 1 ? h : 0.5 * h;
      for (int i = 0; i < PLUG_SIZE; i++) {
        stage[i] = plug[i] + part * slopes[s - 1][i];
      }
      slope(now + part, stage, slopes[s]);
    }
    for (int i = 0; i < PLUG_SIZE; i++) {
      plug[i] += h / 6.0 * (slopes[0][i] + 2.0 * (slopes[1][i] + slopes[2][i]) + slopes[3][i]);
    }
  }

  /** Returns the longest step that the slopes at its start allow, in s. */
  private double stepSeconds() {
    double consumption1 = -slopes[0][MONOMER_1] / Math.max(plug[MONOMER_1], Double.MIN_NORMAL);
    double consumption2 = -slopes[0][MONOMER_2] / Math.max(plug[MONOMER_2], Double.MIN_NORMAL);
    double heating = Math.abs(slopes[0][TEMPERATURE]) / TELLING_KELVINS;
    double fastest =
        Math.max(constants.dissociation, Math.max(consumption1, consumption2)) + heating;
    return Math.min(longestStepSeconds(), accuracy / fastest);
  }

  private double longestStepSeconds() {
    return switch (regime) {
      case HeatRegime.Isothermal _ -> seconds / LEAST_STEPS;
      case HeatRegime.Following _ -> seconds / LEAST_STEPS_OF_PROFILE;
      case HeatRegime.Jacketed jacketed ->
          Math.min(
              seconds / LEAST_STEPS,
              STEP_ACCURACY_WALL
                  * kinetics.heatCapacity(plug, 0, plug[TEMPERATURE])
                  / jacketed.exchange().wattsPerLitreKelvin());
    };
  }

  private void slope(double now, double[] state, double[] into) {
    switch (regime) {
      case HeatRegime.Isothermal _ -> {
        kinetics.rates(state, 0, constants, into, 0);
        into[TEMPERATURE] = 0.0;
      }
      case HeatRegime.Following following -> {
        kinetics.constantsAt(followed(following, now), constants);
        kinetics.rates(state, 0, constants, into, 0);
        into[TEMPERATURE] = 0.0;
      }
      case HeatRegime.Jacketed jacketed -> {
        kinetics.constantsAt(state[TEMPERATURE], constants);
        kinetics.rates(state, 0, constants, into, 0);
        into[TEMPERATURE] = heatingRate(jacketed, state, into);
      }
    }
  }

  private double heatingRate(HeatRegime.Jacketed jacketed, double[] state, double[] rates) {
    double given =
        jacketed.exchange().wattsPerLitreKelvin()
            * (jacketed.bath().kelvins() - state[TEMPERATURE]);
    return (kinetics.heatRelease(rates, 0) + given)
        / kinetics.heatCapacity(state, 0, state[TEMPERATURE]);
  }
}
