package dev.weir.optimize.ask;

import java.util.Arrays;

/**
 * A rising map of an output's values that brings long tails in: the power transform of Yeo and
 * Johnson (Biometrika 87, 2000, 954) about the median, in units of the quartiles' distance.
 * Immutable.
 *
 * @param centre median, in units of the output
 * @param scale above 0, in units of the output
 * @param power 1 changes nothing; less brings in high values, more brings in low ones
 */
record Warp(double centre, double scale, double power) {
  /** Half of the distance of the quartiles of a normal distribution is this many deviations. */
  private static final double QUARTILE = 0.6745;

  /** Beyond this a power's inverse is cut, so that it stays finite. */
  private static final double FURTHEST = 1e3;

  static Warp of(double[] outputs, double power) {
    double[] sorted = outputs.clone();
    Arrays.sort(sorted);
    double centre = quantile(sorted, 0.5);
    double scale = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / (2.0 * QUARTILE);
    double range = sorted[sorted.length - 1] - sorted[0];
    scale = Math.max(scale, 1e-3 * range);
    return new Warp(centre, scale > 0.0 ? scale : 1.0, power);
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  double to(double output) {
    double z = (output - centre) / scale;
    return z >= 0.0 ? boxCox(1.0 + z, power) : -boxCox(1.0 - z, 2.0 - power);
  }

  double from(double warped) {
    double z = warped >= 0.0 ? inverse(warped, power) - 1.0 : 1.0 - inverse(-warped, 2.0 - power);
    return centre + scale * z;
  }

  /** Returns the derivative of the warped by the output. */
  double slope(double output) {
    double z = (output - centre) / scale;
    return (z >= 0.0 ? StrictMath.pow(1.0 + z, power - 1.0) : StrictMath.pow(1.0 - z, 1.0 - power))
        / scale;
  }

  private static double boxCox(double x, double exponent) {
    return exponent == 1.0
        ? x - 1.0
        : exponent == 0.0 ? StrictMath.log(x) : (StrictMath.pow(x, exponent) - 1.0) / exponent;
  }

  private static double inverse(double y, double exponent) {
    double inverse;
    if (exponent == 1.0) {
      inverse = y + 1.0;
    } else if (exponent == 0.0) {
      inverse = StrictMath.exp(y);
    } else {
      double base = 1.0 + exponent * y;
      inverse = base <= 0.0 ? FURTHEST : StrictMath.pow(base, 1.0 / exponent);
    }
    return Math.min(FURTHEST, inverse);
  }
}
