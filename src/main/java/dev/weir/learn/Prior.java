package dev.weir.learn;

/**
 * What is believed of hyper-parameters before any data: log-normal length scales and noise
 * variance.
 *
 * @param scaleLogMean mean of the logarithm of a length scale on the unit cube
 * @param scaleLogDeviation its standard deviation, above 0
 * @param noiseLogMean mean of the logarithm of the noise variance, which is a share of the variance
 *     of the outputs
 * @param noiseLogDeviation its standard deviation, above 0
 * @param leastNoise least noise variance that is searched, as a share of the outputs' variance,
 *     above 0
 */
public record Prior(
    double scaleLogMean,
    double scaleLogDeviation,
    double noiseLogMean,
    double noiseLogDeviation,
    double leastNoise) {
  /** Rejects deviations and least noise that are not positive. */
  public Prior {
    if (!(scaleLogDeviation > 0.0 && noiseLogDeviation > 0.0 && leastNoise > 0.0)) {
      throw new IllegalArgumentException(
          "deviations and least noise must be above 0, were "
              + scaleLogDeviation
              + ", "
              + noiseLogDeviation
              + " and "
              + leastNoise);
    }
  }

  /**
   * Returns the prior of length scales that grow with the root of the dimension, LogNormal(sqrt 2 +
   * ln(d)/2, sqrt 3) (Hvarfner, Hellsten and Nardi, ICML 2024), with noise LogNormal(-4, 1) of at
   * least 1e-4, as in BoTorch 0.12.
   *
   * @param dimensions at least 1
   */
  public static Prior standard(int dimensions) {
    return new Prior(
        Math.sqrt(2.0) + 0.5 * StrictMath.log(dimensions), Math.sqrt(3.0), -4.0, 1.0, 1e-4);
  }

  /** Returns the most probable length scale. */
  double scaleMode() {
    return StrictMath.exp(scaleLogMean - scaleLogDeviation * scaleLogDeviation);
  }

  /** Returns the most probable noise variance. */
  double noiseMode() {
    return StrictMath.exp(noiseLogMean - noiseLogDeviation * noiseLogDeviation);
  }
}
