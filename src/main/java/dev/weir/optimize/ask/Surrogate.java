package dev.weir.optimize.ask;

import dev.weir.learn.GaussianProcess;
import dev.weir.learn.Hyperparameters;
import dev.weir.learn.Prior;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What has been learnt of one output: Gaussian processes of its warped values that share their data
 * and differ in what they believed before. Immutable; any thread.
 */
final class Surrogate {
  private static final double[] POWERS = {0.0, 0.5, 1.0, 1.5, 2.0};

  /** A warp must explain the data better by this much, in natural logarithms, to be used. */
  private static final double WORTH = 2.0;

  private static final int LEAST_TO_WARP = 8;

  /** Noise of an output said to be exact, as a share of the variance of the outputs. */
  private static final double EXACT = 1e-9;

  private final Warp warp;
  private final List<GaussianProcess> members;
  private final boolean exact;

  private Surrogate(Warp warp, List<GaussianProcess> members, boolean exact) {
    this.warp = warp;
    this.members = List.copyOf(members);
    this.exact = exact;
  }

  /**
   * Learns.
   *
   * @param points features of each run
   * @param outputs one for each, finite
   * @param noise standard deviation of a measurement, in units of the output; empty: inferred
   * @param mayWarp whether tails may be brought in
   */
  static Surrogate fit(
      List<double[]> points, double[] outputs, OptionalDouble noise, boolean mayWarp) {
    boolean exact = noise.isPresent() && noise.getAsDouble() == 0.0;
    Warp plain = Warp.of(outputs, 1.0);
    int dimensions = points.getFirst().length;
    List<Prior> priors = priors(dimensions);
    TrainingSet data = data(points, outputs, noise, plain);
    GaussianProcess first = GaussianProcess.fit(data, priors.getFirst());
    Warp chosen = mayWarp ? warp(points, outputs, noise, first.hyperparameters()) : plain;
    List<GaussianProcess> members = new ArrayList<>();
    if (chosen.power() == 1.0) {
      members.add(first);
    } else {
      data = data(points, outputs, noise, chosen);
      members.add(GaussianProcess.fit(data, priors.getFirst()));
    }
    for (Prior prior : priors.subList(1, priors.size())) {
      members.add(GaussianProcess.fit(data, prior));
    }
    return new Surrogate(chosen, members, exact);
  }

  /** The dimension-scaled length scales, and shorter ones that doubt them; noise may be small. */
  private static List<Prior> priors(int dimensions) {
    double root = 0.5 * StrictMath.log(dimensions);
    return List.of(
        new Prior(Math.sqrt(2.0) + root, Math.sqrt(3.0), -8.0, 2.5, 1e-7),
        new Prior(-0.7 + root, 0.7, -8.0, 2.5, 1e-7));
  }

  private static TrainingSet data(
      List<double[]> points, double[] outputs, OptionalDouble noise, Warp warp) {
    double[] warped = new double[outputs.length];
    for (int i = 0; i < warped.length; i++) {
      warped[i] = warp.to(outputs[i]);
    }
    TrainingSet data = TrainingSet.of(points, warped);
    if (noise.isEmpty()) {
      return data;
    }
    double[] known = new double[outputs.length];
    double floor = EXACT * variance(warped);
    for (int i = 0; i < known.length; i++) {
      double deviation = noise.getAsDouble() * warp.slope(outputs[i]);
      known[i] = Math.max(floor, deviation * deviation);
    }
    return data.withNoise(known, new double[outputs.length]);
  }

  /** Returns the warp under which the data are most probable, hyper-parameters kept. */
  private static Warp warp(
      List<double[]> points,
      double[] outputs,
      OptionalDouble noise,
      Hyperparameters hyperparameters) {
    Warp best = Warp.of(outputs, 1.0);
    if (outputs.length < LEAST_TO_WARP) {
      return best;
    }
    double plain = Double.NaN;
    double largest = Double.NEGATIVE_INFINITY;
    for (double power : POWERS) {
      Warp warp = Warp.of(outputs, power);
      GaussianProcess process =
          GaussianProcess.condition(data(points, outputs, noise, warp), hyperparameters);
      double[] warped = Arrays.stream(outputs).map(warp::to).toArray();
      double probability =
          process.logMarginalLikelihood()
              - 0.5 * outputs.length * StrictMath.log(Math.max(variance(warped), 1e-18));
      for (double output : outputs) {
        probability += StrictMath.log(warp.slope(output));
      }
      if (power == 1.0) {
        plain = probability;
      }
      if (probability > largest) {
        largest = probability;
        best = warp;
      }
    }
    return largest > plain + WORTH ? best : Warp.of(outputs, 1.0);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0.0);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
  }

  Warp warp() {
    return warp;
  }

  List<GaussianProcess> members() {
    return members;
  }

  /** Tells whether the outputs are the function itself, without noise. */
  boolean isExact() {
    return exact;
  }

  /**
   * Returns mean and standard deviation of the output without noise, in its unit, by the warped
   * normal's value at seven points of equal probability of each member.
   */
  double[] predicted(double[] point) {
    double[] quantiles = {-1.4652, -0.7916, -0.3661, 0.0, 0.3661, 0.7916, 1.4652};
    double sum = 0.0;
    double squares = 0.0;
    int count = 0;
    for (GaussianProcess member : members) {
      GaussianProcess.Posterior posterior = member.posterior(point);
      for (double quantile : quantiles) {
        double value = warp.from(posterior.mean() + quantile * posterior.standardDeviation());
        sum += value;
        squares += value * value;
        count++;
      }
    }
    double mean = sum / count;
    return new double[] {mean, Math.sqrt(Math.max(0.0, squares / count - mean * mean) / 0.8307)};
  }
}
