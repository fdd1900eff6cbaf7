package dev.weir.optimize.ask;

/**
 * Logarithms of normal probabilities and of expected improvements that stay finite and smooth far
 * out, after Ament and others, Unexpected Improvements to Expected Improvement (2023). Pure.
 */
final class LogImprovement {
  private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2.0 * Math.PI);
  private static final double DIRECT = -1.0;

  private LogImprovement() {}

  /** Returns log of the probability that a standard normal number is below z. */
  static double logCumulative(double z) {
    if (z > DIRECT) {
      return StrictMath.log(Gaussian.cumulative(z));
    }
    return -0.5 * z * z - LOG_ROOT_TWO_PI + StrictMath.log(Gaussian.mills(z));
  }

  /** Returns the derivative of {@link #logCumulative}. */
  static double logCumulativeSlope(double z) {
    return z > DIRECT ? Gaussian.density(z) / Gaussian.cumulative(z) : 1.0 / Gaussian.mills(z);
  }

  /**
   * Returns log h(z), h = phi(z) + z Phi(z): the expected improvement in units of the standard
   * deviation when the mean is z deviations better than the best.
   */
  static double logH(double z) {
    if (z > DIRECT) {
      return StrictMath.log(Gaussian.expectedBelow(z));
    }
    return -0.5 * z * z - LOG_ROOT_TWO_PI + StrictMath.log(Gaussian.relativeBelow(z));
  }

  /** Returns the derivative of {@link #logH}: Phi(z) / h(z). */
  static double logHSlope(double z) {
    return z > DIRECT
        ? Gaussian.cumulative(z) / Gaussian.expectedBelow(z)
        : Gaussian.mills(z) / Gaussian.relativeBelow(z);
  }

  /** Returns the logarithm of the sum of exponentials. */
  static double logSum(double[] logarithms) {
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
    return largest + StrictMath.log(sum);
  }
}
