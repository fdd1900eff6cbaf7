package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Published test functions of optimisers, by which proposals are measured. Branin and Hartmann-6
 * after Picheny, Wagner and Ginsbourger (2013) in their usual unscaled form; ZDT1 after Zitzler,
 * Deb and Thiele (2000); DTLZ2 after Deb and others (2002).
 */
public enum ReferenceProblem {
  /** Two variables, three equal minima of 0.397887. */
  BRANIN(2, 1, 0.0),
  /** Six variables, minimum -3.32237, a local one near -3.20. */
  HARTMANN6(6, 1, 0.0),
  /** Hartmann-6 measured with a standard deviation of 0.1. */
  HARTMANN6_NOISY(6, 1, 0.1),
  /** Four variables, two objectives, front a quarter circle; reference (1.1, 1.1). */
  DTLZ2(4, 2, 0.0),
  /** Four variables, two objectives, front 1 - sqrt(f1); reference (1.1, 1.1). */
  ZDT1(4, 2, 0.0),
  /** Five variables, three objectives, front an eighth of a sphere; reference (1.1, 1.1, 1.1). */
  DTLZ2_THREE(5, 3, 0.0),
  /**
   * A substitution in a flow reactor, {@link SubstitutionFlow}: residence time 0.5 to 2 min, 1 to 5
   * equivalents, 0.1 to 0.5 mol/L, 30 to 120 °C; minus the space-time yield and the E-factor, from
   * concentrations each measured with 2.5 %; reference 2957 kg/(m3 h) and 10.7.
   */
  SNAR(4, 2, 0.025);

  /** Worst loss of each objective of the functions without units that counts. */
  private static final double REFERENCE = 1.1;

  private static final double LEAST_YIELD = 2957.0;
  private static final double LARGEST_FACTOR = 10.7;
  private static final List<Variable> SNAR_VARIABLES =
      List.of(
          new Variable.Continuous("tau", "min", 0.5, 2.0, false),
          new Variable.Continuous("equivalents", "", 1.0, 5.0, false),
          new Variable.Continuous("concentration", "mol/L", 0.1, 0.5, false),
          new Variable.Continuous("temperature", "°C", 30.0, 120.0, false));

  private static final double[] WEIGHTS = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] CURVATURES = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] CENTRES = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  /**
   * Largest hypervolume of the substitution, in kg/(m3 h): not known, the largest one found by
   * 300,000 evaluations of 200 weighted searches.
   */
  private static final double SNAR_VOLUME = 18_577.0;

  private final int variables;
  private final int objectives;
  private final double noise;

  ReferenceProblem(int variables, int objectives, double noise) {
    this.variables = variables;
    this.objectives = objectives;
    this.noise = noise;
  }

  /**
   * Returns the outputs as they are measured, perhaps with noise.
   *
   * @param random draws the noise
   */
  public double[] measured(double[] x, SplittableRandom random) {
    if (this == SNAR) {
      double[] outlet = SubstitutionFlow.outlet(x);
      for (int i = 0; i < outlet.length; i++) {
        outlet[i] = Math.max(0.0, outlet[i] * (1.0 + noise * random.nextGaussian()));
      }
      return SubstitutionFlow.losses(x, outlet);
    }
    double[] measured = value(x);
    for (int o = 0; o < measured.length; o++) {
      measured[o] += noise * random.nextGaussian();
    }
    return measured;
  }

  /** Returns of several objectives the worst losses that count. */
  public double[] reference() {
    if (this == SNAR) {
      return new double[] {-LEAST_YIELD, LARGEST_FACTOR};
    }
    double[] reference = new double[objectives];
    Arrays.fill(reference, REFERENCE);
    return reference;
  }

  /** Returns how many objectives it has. */
  public int objectives() {
    return objectives;
  }

  /** Returns its least value, or of several objectives the largest hypervolume. */
  public double best() {
    return switch (this) {
      case BRANIN -> 0.39788735772973816;
      case HARTMANN6, HARTMANN6_NOISY -> -3.32236801141551;
      case DTLZ2 -> REFERENCE * REFERENCE - Math.PI / 4.0;
      case ZDT1 -> REFERENCE * REFERENCE - 1.0 / 3.0;
      case DTLZ2_THREE -> REFERENCE * REFERENCE * REFERENCE - Math.PI / 6.0;
      case SNAR -> SNAR_VOLUME;
    };
  }

  /** Returns its word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the problem to propose for. Noise is not told: it has to be inferred.
   *
   * @param initialRuns points of the initial design
   */
  public Problem problem(int initialRuns) {
    List<Output> outputs = new ArrayList<>();
    List<Goal> goals = new ArrayList<>();
    for (int o = 0; o < objectives; o++) {
      outputs.add(new Output("f" + (o + 1), "", OptionalDouble.empty()));
      goals.add(
          new Goal(
              "f" + (o + 1),
              new Formula.Name(variables + o),
              Goal.Aim.MINIMISE,
              0.0,
              objectives > 1 ? reference()[o] : Double.NaN));
    }
    return new Problem(word(), settings(), List.of(), outputs, goals, initialRuns);
  }

  private List<Variable> settings() {
    if (this == SNAR) {
      return SNAR_VARIABLES;
    }
    List<Variable> list = new ArrayList<>();
    for (int v = 0; v < variables; v++) {
      double low = this == BRANIN && v == 0 ? -5.0 : 0.0;
      double high = this == BRANIN ? (v == 0 ? 10.0 : 15.0) : 1.0;
      list.add(new Variable.Continuous("x" + (v + 1), "", low, high, false));
    }
    return list;
  }

  /** Returns the outputs without noise. */
  public double[] value(double[] x) {
    return switch (this) {
      case BRANIN -> new double[] {branin(x[0], x[1])};
      case HARTMANN6, HARTMANN6_NOISY -> new double[] {hartmann(x)};
      case DTLZ2 -> dtlz2(x);
      case ZDT1 -> zdt1(x);
      case DTLZ2_THREE -> dtlz2OfThree(x);
      case SNAR -> SubstitutionFlow.losses(x, SubstitutionFlow.outlet(x));
    };
  }

  private static double branin(double x, double y) {
    double b = 5.1 / (4.0 * Math.PI * Math.PI);
    double inner = y - b * x * x + 5.0 / Math.PI * x - 6.0;
    return inner * inner + 10.0 * (1.0 - 1.0 / (8.0 * Math.PI)) * StrictMath.cos(x) + 10.0;
  }

  private static double hartmann(double[] x) {
    double sum = 0.0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      double exponent = 0.0;
      for (int k = 0; k < x.length; k++) {
        double difference = x[k] - CENTRES[i][k];
        exponent += CURVATURES[i][k] * difference * difference;
      }
      sum -= WEIGHTS[i] * StrictMath.exp(-exponent);
    }
    return sum;
  }

  private static double[] dtlz2(double[] x) {
    double g = 0.0;
    for (int k = 1; k < x.length; k++) {
      g += (x[k] - 0.5) * (x[k] - 0.5);
    }
    double angle = 0.5 * Math.PI * x[0];
    return new double[] {(1.0 + g) * StrictMath.cos(angle), (1.0 + g) * StrictMath.sin(angle)};
  }

  private static double[] dtlz2OfThree(double[] x) {
    double radius = 1.0;
    for (int k = 2; k < x.length; k++) {
      radius += (x[k] - 0.5) * (x[k] - 0.5);
    }
    double a = 0.5 * Math.PI * x[0];
    double b = 0.5 * Math.PI * x[1];
    return new double[] {
      radius * StrictMath.cos(a) * StrictMath.cos(b),
      radius * StrictMath.cos(a) * StrictMath.sin(b),
      radius * StrictMath.sin(a)
    };
  }

  private static double[] zdt1(double[] x) {
    double g = 1.0;
    for (int k = 1; k < x.length; k++) {
      g += 9.0 * x[k] / (x.length - 1);
    }
    return new double[] {x[0], g * (1.0 - Math.sqrt(x[0] / g))};
  }
}
