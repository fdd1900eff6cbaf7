package dev.weir.optimize.ask;

import org.apache.commons.math3.special.Erf;

/**
 * Logarithms of normal probabilities and of expected improvements that stay finite and smooth far
 * out, after Ament and others, Unexpected Improvements to Expected Improvement (2023). Pure.
 */
final class LogImprovement {
  private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2.0 * Math.PI);
  private static final double DIRECT = -1.0;

  /** Below this the asymptotic series of Mills' ratio has converged to rounding. */
  private static final double FAR = -20.0;

  private LogImprovement() {}

  /** Returns log of the probability that a standard normal number is below z. */
  static double logCumulative(double z) {
    if (z > -5.0) {
      return StrictMath.log(0.5 * Erf.erfc(-z / Math.sqrt(2.0)));
    }
    return -0.5 * z * z - LOG_ROOT_TWO_PI + StrictMath.log(mills(z));
  }

  /**
   * Returns log h(z), h = phi(z) + z Phi(z): the expected improvement in units of the standard
   * deviation when the mean is z deviations better than the best.
   */
  static double logH(double z) {
    double logDensity = -0.5 * z * z - LOG_ROOT_TWO_PI;
    if (z > DIRECT) {
      return StrictMath.log(StrictMath.exp(logDensity) + z * 0.5 * Erf.erfc(-z / Math.sqrt(2.0)));
    }
    if (z > FAR) {
      return logDensity + StrictMath.log1p(z * mills(z));
    }
    // 1 + z m(z) = 1/z^2 - 3/z^4 + 15/z^6 - ...
    double square = 1.0 / (z * z);
    return logDensity + StrictMath.log(square * (1.0 - square * (3.0 - 15.0 * square)));
  }

  /**
   * Returns Phi(z) / phi(z) of a negative z, by the continued fraction of Laplace (Abramowitz and
   * Stegun 26.2.14), or directly where that converges slowly.
   */
  private static double mills(double z) {
    double x = -z;
    if (x < 4.0) {
      return 0.5 * Erf.erfc(x / Math.sqrt(2.0)) * StrictMath.exp(0.5 * x * x + LOG_ROOT_TWO_PI);
    }
    double fraction = x;
    for (int term = 40; term >= 1; term--) {
      fraction = x + term / fraction;
    }
    return 1.0 / fraction;
  }

  /** Returns the logarithm of the mean of exponentials. */
  static double logMean(double[] logarithms) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logarithm : logarithms) {
      largest = Math.max(largest, logarithm);
    }
    if (!Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0.0;
    for (double logarithm : logarithms) {
      sum += StrictMath.exp(logarithm - largest);
    }
    return largest + StrictMath.log(sum / logarithms.length);
  }
}
