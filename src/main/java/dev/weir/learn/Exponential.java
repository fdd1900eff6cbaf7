package dev.weir.learn;

/**
 * The exponential function of numbers that are not positive, in plain IEEE arithmetic: the same
 * bits on every machine, without a call and without a branch on the usual way. Pure.
 *
 * <p>x = k ln 2 + r with r at most ln(2)/2 either way, then the Taylor polynomial of degree 13 of
 * r, whose remainder is below 5e-18; the error is a few units of the last place. Below {@code
 * LEAST} it is zero.
 */
public final class Exponential {
  private static final double LEAST = -700.0;
  private static final double PER_LOG_TWO = 1.0 / StrictMath.log(2.0);

  /** ln 2 in two parts; the first has trailing zeros, so that its multiples are exact. */
  private static final double LOG_TWO_HIGH = 0x1.62e42fee00000p-1;

  private static final double LOG_TWO_LOW = 0x1.a39ef35793c76p-33;

  /** Adding it leaves the nearest whole number in the last bits. */
  private static final double ROUNDER = 0x1.8p52;

  private static final int FRACTION_BITS = 52;
  private static final long BIAS = 1023L;

  private Exponential() {}

  /**
   * Returns e to the power of x.
   *
   * @param x zero or less
   */
  public static double of(double x) {
    if (x < LEAST) {
      return 0.0;
    }
    double rounded = x * PER_LOG_TWO + ROUNDER;
    double k = rounded - ROUNDER;
    double r = (x - k * LOG_TWO_HIGH) - k * LOG_TWO_LOW;
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    return p * Double.longBitsToDouble(((long) k + BIAS) << FRACTION_BITS);
  }
}
