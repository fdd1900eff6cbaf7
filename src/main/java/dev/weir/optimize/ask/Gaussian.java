package dev.weir.optimize.ask;

import dev.weir.learn.Exponential;

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
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] B = {
    1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] C = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] D = {
    1.0,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] P = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] Q = {
    1.0,
    2.56852019228982242e0,
    1.87295284992346047e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private Gaussian() {}

  /** Returns the density. */
  static double density(double z) {
    return PER_ROOT_TWO_PI * Exponential.of(-0.5 * z * z);
  }

  /** Returns the probability of a number below z. */
  static double cumulative(double z) {
    double x = Math.abs(z) * PER_ROOT_TWO;
    if (x < SMALL) {
      return 0.5 + 0.5 * Math.copySign(smallError(x), z);
    }
    double tail = 0.5 * Exponential.of(-x * x) * scaledComplement(x);
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
