package dev.weir.learn.regress;

import dev.weir.learn.GaussianProcess;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A Gaussian process with one length scale for each feature and an inferred noise variance, see
 * {@link GaussianProcess}. Inputs of variance one are shrunk to about the unit cube first, for
 * which its priors are made. Its hyper-parameters come from the evidence, so there is nothing to
 * tune by cross validation.
 */
public record GaussianProcessMethod() implements Method {
  /** Standard deviations that the unit cube spans. */
  private static final double SPAN = 4.0;

  @Override
  public Regressor fit(Samples samples, long seed) {
    List<double[]> points = new ArrayList<>();
    samples.inputs().forEach(input -> points.add(shrunk(input)));
    GaussianProcess process = GaussianProcess.fit(TrainingSet.of(points, samples.outputs()));
    double centre = 0.0;
    double variance = 0.0;
    for (double output : samples.outputs()) {
      centre += output / samples.size();
    }
    for (double output : samples.outputs()) {
      variance += (output - centre) * (output - centre) / samples.size();
    }
    double noise = process.hyperparameters().noiseVariance() * variance;
    return input -> {
      GaussianProcess.Posterior posterior = process.posterior(shrunk(input));
      return new Normal(posterior.mean(), Math.sqrt(posterior.variance() + noise));
    };
  }

  @Override
  public String settings() {
    return "evidence";
  }

  private static double[] shrunk(double[] input) {
    double[] point = new double[input.length];
    for (int k = 0; k < point.length; k++) {
      point[k] = 0.5 + input[k] / SPAN;
    }
    return point;
  }
}
