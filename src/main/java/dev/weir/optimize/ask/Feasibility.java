package dev.weir.optimize.ask;

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
  private final Domain domain;
  private final Optional<GaussianProcess> process;

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
                    new Prior(-0.7 + root, 0.7, -4.0, 1.0, 1e-4)))
            : Optional.empty();
  }

  /** Returns the logarithm of the probability that a run succeeds. */
  @Override
  public double logValue(double[] values) {
    if (process.isEmpty()) {
      return 0.0;
    }
    GaussianProcess.Posterior posterior = process.get().posterior(domain.features(values));
    return LogImprovement.logCumulative(
        (posterior.mean() - 0.5) / Math.max(1e-6, posterior.standardDeviation()));
  }
}
