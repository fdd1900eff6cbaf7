package dev.weir.optimize.ask;

/**
 * Density, probability and expected excess of a standard normal number, fast and to rounding. Pure.
 *
 * <p>The complementary error function by the rational approximations of Cody, Math. Comp. 23 (1969)
 * 631, relative error below 1e-15 (coefficients as in his CALERF, recalled; a test compares with
 * Commons Math).
 */
final class Gaussian {
  private static final double PER_ROOT_TWO_PI = 1.0 / Math.sqrt(2.0 * Math.PI);
  private static final double PER_ROOT_TWO = Math.sqrt(0.5);
  private static final double PER_ROOT_PI = 1.0 / Math.sqrt(Math.PI);
  private static final double ROOT_HALF_PI = Math.sqrt(0.5 * Math.PI);
  private static final double SMALL = 0.46875;

  private static final double[] A = {
    0.18577770618460315,
    3.1611237438705655,
    113.86415415105016,
    377.485237685302,
    3209.3775891384694
  };
  private static final double[] B = {
    1.0, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171
  };
  private static final double[] C = {
    2.1531153547440383e-08,
    0.5641884969886701,
    8.883149794388377,
    66.11919063714163,
    298.6351381974001,
    881.952221241769,
    1712.0476126340707,
    2051.0783778260716,
    1230.3393547979972
  };
  private static final double[] D = {
    1.0,
    15.744926110709835,
    117.6939508913125,
    537.1811018620099,
    1621.3895745666903,
    3290.7992357334597,
    4362.619090143247,
    3439.3676741437216,
    1230.3393548037495
  };
  private static final double[] P = {
    0.016315387137302097,
    0.30532663496123236,
    0.36034489994980445,
    0.12578172611122926,
    0.016083785148742275,
    0.0006587491615298378
  };
  private static final double[] Q = {
    1.0,
    2.568520192289822,
    1.8729528499234604,
    0.5279051029514285,
    0.06051834131244132,
    0.0023352049762686918
  };

  private Gaussian() {}

  /** Returns the density. */
  static double density(double z) {
    return PER_ROOT_TWO_PI * StrictMath.exp(-0.5 * z * z);
  }

  /** Returns the probability of a number below z. */
  static double cumulative(double z) {
    double x = Math.abs(z) * PER_ROOT_TWO;
    if (x < SMALL) {
      return 0.5 + 0.5 * Math.copySign(smallError(x), z);
    }
    double tail = 0.5 * StrictMath.exp(-x * x) * scaledComplement(x);
    return z < 0.0 ? tail : 1.0 - tail;
  }

  /** Returns Phi(z) / phi(z), of any z that is not far above zero. */
  static double mills(double z) {
    double x = -z * PER_ROOT_TWO;
    return x < SMALL ? cumulative(z) / density(z) : ROOT_HALF_PI * scaledComplement(x);
  }

  /** Returns phi(z) + z Phi(z): the expectation of what a standard normal number lies below z. */
  static double expectedBelow(double z) {
    if (z > -1.0) {
      return density(z) + z * cumulative(z);
    }
    return density(z) * relativeBelow(z);
  }

  /** Returns 1 + z Phi(z) / phi(z) of a z below zero. */
  static double relativeBelow(double z) {
    if (z > FAR) {
      return 1.0 + z * mills(z);
    }
    // 1/z^2 - 3/z^4 + 15/z^6 - ...
    double square = 1.0 / (z * z);
    return square * (1.0 - square * (3.0 - 15.0 * square));
  }

  /** Below this the asymptotic series of Mills' ratio has converged to rounding. */
  private static final double FAR = -20.0;

  private static double smallError(double x) {
    return x * quotient(x * x, A, B);
  }

  /** Returns exp(x^2) erfc(x) of an x above 0.46875. */
  private static double scaledComplement(double x) {
    if (x <= 4.0) {
      return quotient(x, C, D);
    }
    double inverse = 1.0 / (x * x);
    return (PER_ROOT_PI - inverse * quotient(inverse, P, Q)) / x;
  }

  private static double quotient(double x, double[] above, double[] below) {
    double numerator = above[0];
    double denominator = below[0];
    for (int i = 1; i < above.length; i++) {
      numerator = numerator * x + above[i];
      denominator = denominator * x + below[i];
    }
    return numerator / denominator;
  }
}
