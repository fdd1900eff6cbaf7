package dev.weir.optimize.copolymer;

import dev.weir.chemistry.Arrhenius;
import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.experiment.Conditions;

/**
 * The two conversions of isothermal plug flow by the terminal model, as a function of a vector of
 * {@link KineticParameter}s, in microseconds: what a proposer asks thousands of times. Immutable;
 * any thread.
 *
 * <p>Idea: with the radicals in balance, R = sqrt(f kd [I]/kt) (Ballard et al., Polym. Chem. 15
 * (2024) 4580), their dose s = integral of R dt is known in closed form while the initiator
 * depletes, and along s the two monomers follow autonomous equations, d ln m1 = -(k11 p1 + k21 p2)
 * ds, solved by the classical Runge-Kutta method with a fixed number of steps, so that the result
 * is smooth in the parameters. p1 is the share of radicals that end in monomer 1. The implicit
 * penultimate effect (Fukuda, Ma and Inagaki 1985) and a gel effect that falls exponentially with
 * the volume fraction of polymer are parameters; 0 leaves both out. Termination is that of MMA for
 * both radicals. A test holds it against {@link dev.weir.chemistry.CopolymerisationKinetics}.
 */
final class TerminalModel {
  /** Where factors apply, 80 °C, in K. */
  static final double MIDDLE_KELVINS = 353.15;

  /** Unit of {@link KineticParameter#ACTIVATION}, in J/mol. */
  private static final double ACTIVATION_UNIT = 1e4;

  /** Unit of {@link KineticParameter#GEL}. */
  private static final double GEL_UNIT = 10.0;

  /** Density of the polymers, in g/L; that of poly(MMA) near 70 °C. */
  private static final double POLYMER_DENSITY = 1172.0;

  /** A monomer that does not enter is followed as this share of both. */
  private static final double TRACE = 1e-9;

  /**
   * Logarithm of the least share of a monomer that is told from none: beyond it all has reacted.
   */
  private static final double ALL_REACTED = 1e-12;

  /** Largest change of the logarithm of a monomer in one step, at the inlet's rates. */
  private static final double STEP = 0.25;

  private static final int LEAST_STEPS = 8;
  private static final int MOST_STEPS = 120;

  private final Monomer monomer1;
  private final Monomer monomer2;
  private final Initiator initiator;

  TerminalModel(CopolymerSystem system) {
    monomer1 = CopolymerSystem.monomer(system.monomer1());
    monomer2 = CopolymerSystem.monomer(system.monomer2());
    initiator = system.initiatorConstants();
  }

  /** Returns how many steps conditions need under given parameters. */
  int steps(double[] parameters, Conditions conditions) {
    Course course = new Course(parameters, conditions);
    double fastest = Math.max(course.rate1(), course.rate2()) * course.dose;
    return (int) Math.max(LEAST_STEPS, Math.min(MOST_STEPS, Math.ceil(fastest / STEP)));
  }

  /**
   * Writes ln(-ln(1 - X)) of both monomers: the complementary log-log of the two conversions.
   *
   * @param steps as {@link #steps} says for these or nearby parameters
   * @param into takes the two
   */
  void transformed(double[] parameters, Conditions conditions, int steps, double[] into) {
    Course course = new Course(parameters, conditions);
    course.run(steps);
    into[0] = transformed(course.inlet1, course.left1);
    into[1] = transformed(course.inlet2, course.left2);
  }

  private static double transformed(double inlet, double left) {
    double share = Math.max(ALL_REACTED, Math.min(1.0 - ALL_REACTED, left / inlet));
    double reacted = (inlet - left) / inlet;
    double logarithm = reacted < 0.5 ? -StrictMath.log1p(-reacted) : -StrictMath.log(share);
    return StrictMath.log(Math.max(ALL_REACTED, logarithm));
  }

  /** One plug on its way; concentrations as shares of the monomers at the inlet. */
  private final class Course {
    private final double k11;
    private final double k22;
    private final double r1;
    private final double r2;
    private final double inverseSlowdown;
    private final double gelPerShare1;
    private final double gelPerShare2;
    private final double dose;
    private final double inlet1;
    private final double inlet2;
    private double left1;
    private double left2;
    private double slope1;
    private double slope2;

    Course(double[] parameters, Conditions conditions) {
      double kelvins = conditions.temperature().kelvins();
      double turned =
          parameters[KineticParameter.ACTIVATION.place()]
              * ACTIVATION_UNIT
              / Arrhenius.GAS_CONSTANT
              * (1.0 / MIDDLE_KELVINS - 1.0 / kelvins);
      double rate = StrictMath.exp(parameters[KineticParameter.LOG_RATE.place()] + turned);
      k11 = rate * monomer1.propagation().at(kelvins);
      k22 =
          rate
              * StrictMath.exp(parameters[KineticParameter.LOG_PROPAGATION_2.place()])
              * monomer2.propagation().at(kelvins);
      r1 = StrictMath.exp(parameters[KineticParameter.LOG_RATIO_1.place()]);
      r2 = StrictMath.exp(parameters[KineticParameter.LOG_RATIO_2.place()]);
      inverseSlowdown = StrictMath.exp(-parameters[KineticParameter.LOG_PENULTIMATE.place()]);
      double total = conditions.totalMonomer().molesPerLitre();
      double gel = 0.5 * GEL_UNIT * parameters[KineticParameter.GEL.place()] * total;
      gelPerShare1 = gel * monomer1.molarMass().gramsPerMole() / POLYMER_DENSITY;
      gelPerShare2 = gel * monomer2.molarMass().gramsPerMole() / POLYMER_DENSITY;
      double dissociation =
          initiator.dissociation().at(kelvins)
              * StrictMath.exp(parameters[KineticParameter.LOG_DISSOCIATION.place()]);
      double started =
          initiator.efficiency().value()
              * dissociation
              * conditions.initiator().molesPerLitre()
              / Monomers.MMA.termination().at(kelvins);
      dose =
          Math.sqrt(started)
              * -2.0
              / dissociation
              * StrictMath.expm1(-0.5 * dissociation * conditions.residenceTime().seconds());
      double f10 = conditions.feedComposition().value();
      inlet1 = Math.max(TRACE, f10);
      inlet2 = Math.max(TRACE, 1.0 - f10);
      left1 = inlet1;
      left2 = inlet2;
    }

    private double rate1() {
      slope(inlet1, inlet2);
      return -slope1 / inlet1;
    }

    private double rate2() {
      slope(inlet1, inlet2);
      return -slope2 / inlet2;
    }

    private void run(int steps) {
      double h = dose / steps;
      for (int i = 0; i < steps; i++) {
        slope(left1, left2);
        double a1 = slope1;
        double a2 = slope2;
        slope(left1 + 0.5 * h * a1, left2 + 0.5 * h * a2);
        double b1 = slope1;
        double b2 = slope2;
        slope(left1 + 0.5 * h * b1, left2 + 0.5 * h * b2);
        double c1 = slope1;
        double c2 = slope2;
        slope(left1 + h * c1, left2 + h * c2);
        left1 += h / 6.0 * (a1 + 2.0 * (b1 + c1) + slope1);
        left2 += h / 6.0 * (a2 + 2.0 * (b2 + c2) + slope2);
        left1 = Math.max(ALL_REACTED * inlet1, left1);
        left2 = Math.max(ALL_REACTED * inlet2, left2);
      }
    }

    private void slope(double at1, double at2) {
      double m1 = Math.max(0.0, at1);
      double m2 = Math.max(0.0, at2);
      double own1 = k11 * (r1 * m1 + m2) / (r1 * m1 + m2 * inverseSlowdown);
      double own2 = k22 * (r2 * m2 + m1) / (r2 * m2 + m1 * inverseSlowdown);
      double to2 = own1 / r1;
      double to1 = own2 / r2;
      double both = to1 * m1 + to2 * m2;
      if (!(both > 0.0)) {
        slope1 = 0.0;
        slope2 = 0.0;
        return;
      }
      double share1 = to1 * m1 / both;
      double gel = gelPerShare1 * (inlet1 - m1) + gelPerShare2 * (inlet2 - m2);
      double hurried = gel == 0.0 ? 1.0 : StrictMath.exp(Math.max(-5.0, Math.min(5.0, gel)));
      slope1 = -hurried * m1 * (own1 * share1 + to1 * (1.0 - share1));
      slope2 = -hurried * m2 * (to2 * share1 + own2 * (1.0 - share1));
    }
  }
}
