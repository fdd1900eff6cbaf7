package dev.weir.units;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as text, the same on every machine: a decimal point, no grouping, no exponent where a
 * person reads it.
 */
public final class Decimal {
  private Decimal() {}

  /**
   * Returns the shortest text that parses back to the same number, without a trailing {@code .0}.
   */
  public static String shortest(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  /**
   * Returns the number rounded half up to so many decimals.
   *
   * @throws IllegalArgumentException when the value is not finite
   */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("cannot print " + value);
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
