package dev.weir.learn;

import java.util.List;

/**
 * What shapes a Gaussian process.
 *
 * @param lengthScales one for each dimension of the unit cube, dimensionless, above 0
 * @param noiseVariance the common noise variance, as a share of the variance of the outputs, zero
 *     or more
 */
public record Hyperparameters(List<Double> lengthScales, double noiseVariance) {
  /** Rejects scales that are not positive and variances that are negative. */
  public Hyperparameters {
    lengthScales = List.copyOf(lengthScales);
    for (double scale : lengthScales) {
      if (!(scale > 0.0) || !Double.isFinite(scale)) {
        throw new IllegalArgumentException("length scales must be finite and > 0, was " + scale);
      }
    }
    if (!(noiseVariance >= 0.0) || !Double.isFinite(noiseVariance)) {
      throw new IllegalArgumentException(
          "noise variance must be finite and >= 0, was " + noiseVariance);
    }
  }
}
