package dev.weir.optimize.ask;

import dev.weir.learn.FunctionDraws;
import dev.weir.learn.GaussianProcess;
import dev.weir.learn.Prior;
import dev.weir.learn.TrainingSet;
import java.util.List;
import java.util.Optional;

/**
 * How probably a run succeeds at a point, learnt from runs that failed and runs that did not: a
 * Gaussian process of 1 and 0, read as the probability that it is above one half. Immutable.
 */
final class Feasibility implements Acquisition {
  private static final double THRESHOLD = 0.5;
  private static final double LEAST_DEVIATION = 1e-6;

  private final Domain domain;
  private final Optional<FunctionDraws> process;

  /**
   * Learns.
   *
   * @param points features of all runs with an end
   * @param succeeded 1 for those that succeeded, 0 for those that failed
   */
  Feasibility(Domain domain, List<double[]> points, double[] succeeded) {
    this.domain = domain;
    boolean failed = false;
    boolean went = false;
    for (double one : succeeded) {
      failed |= one == 0.0;
      went |= one == 1.0;
    }
    double root = 0.5 * StrictMath.log(domain.features());
    process =
        failed && went
            ? Optional.of(
                GaussianProcess.fit(
                        TrainingSet.of(points, succeeded),
                        new Prior(-0.7 + root, 0.7, -4.0, 1.0, 1e-4))
                    .exactDraw())
            : Optional.empty();
  }

  /** Tells whether any run has failed. */
  boolean isDoubted() {
    return process.isPresent();
  }

  /** Returns the logarithm of the probability that a run succeeds. */
  @Override
  public double logValue(double[] values) {
    if (process.isEmpty()) {
      return 0.0;
    }
    FunctionDraws.Conditional here = process.get().at(domain.features(values));
    return LogImprovement.logCumulative(
        (here.mean(0) - THRESHOLD) / Math.max(LEAST_DEVIATION, here.deviation()));
  }

  @Override
  public double logValue(double[] values, Slopes slopes) {
    if (process.isEmpty()) {
      return 0.0;
    }
    FunctionDraws.Conditional here = process.get().at(domain.features(values));
    double deviation = Math.max(LEAST_DEVIATION, here.deviation());
    double z = (here.mean(0) - THRESHOLD) / deviation;
    double byZ = LogImprovement.logCumulativeSlope(z);
    here.addGradient(new double[] {byZ / deviation}, -byZ * z / deviation, slopes.byFeature());
    return LogImprovement.logCumulative(z);
  }
}
