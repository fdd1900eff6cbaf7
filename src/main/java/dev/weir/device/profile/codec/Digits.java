package dev.weir.device.profile.codec;

import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.units.Quantity;

/**
 * How a bare number is spelt. Immutable. Reading gives NaN for whatever is not spelt exactly so.
 */
public sealed interface Digits
    permits Digits.Point, Digits.Whole, Digits.Hex, DigitsLaid, DigitsScientific, DigitsBinary {

  /** Most digits of any number: all of them fit a double exactly. */
  int MAX_DIGITS = 15;

  /**
   * Returns the nearest number that this form can spell.
   *
   * @throws RefusedValueException when it is too large or negative
   */
  double round(double raw, Quantity quantity);

  /** Writes a number that {@link #round} has returned. */
  void write(double rounded, ByteSink into);

  /** Reads a number and moves behind it. */
  double read(ByteCursor from);

  /** Returns a power of ten, from 0 to {@link #MAX_DIGITS}. */
  private static double ten(int exponent) {
    return PowersOfTen.VALUES[exponent];
  }

  /** Powers of ten up to the most digits that any form has. */
  final class PowersOfTen {
    private static final double[] VALUES = {
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private PowersOfTen() {}
  }

  private static RefusedValueException refused(Quantity quantity, String form) {
    return new RefusedValueException(
        "%s cannot be written as %s".formatted(quantity.print(), form));
  }

  /** Reads up to so many decimal digits; returns -1 when there is none or there are more. */
  private static long readDigits(ByteCursor from, int most) {
    long value = 0;
    int count = 0;
    int next = from.peek(count);
    while (next >= '0' && next <= '9') {
      if (++count > most) {
        return -1;
      }
      value = value * 10 + (next - '0');
      next = from.peek(count);
    }
    from.moveTo(from.at() + count);
    return count == 0 ? -1 : value;
  }

  /** Decimal digits with a point among them. */
  record Point(int digits, int fraction, boolean signed, int leastFraction, boolean pointAlways)
      implements Digits {
    @Override
    public double round(double raw, Quantity quantity) {
      if ((raw < 0.0 && !signed) || !Double.isFinite(raw)) {
        throw refused(quantity, "an unsigned number");
      }
      double size = Math.abs(raw);
      int behind = behind(size);
      double rounded = Math.rint(size * ten(behind)) / ten(behind);
      if (rounded >= ten(digits)) {
        throw refused(quantity, "a number of at most %d digits".formatted(digits));
      }
      return raw < 0.0 ? -rounded : rounded;
    }

    /** Digits behind the point for a number of this size: as many as fit. */
    private int behind(double size) {
      int before = 1;
      while (before < digits && size >= ten(before)) {
        before++;
      }
      int behind = Math.min(fraction, digits - before);
      // 9.9996 rounds to 10.000, which takes one digit more in front.
      return behind > 0 && Math.rint(size * ten(behind)) >= ten(before + behind)
          ? behind - 1
          : behind;
    }

    @Override
    public void write(double rounded, ByteSink into) {
      if (rounded < 0.0) {
        into.add('-');
      }
      double size = Math.abs(rounded);
      int behind = behind(size);
      long scaled = Math.round(size * ten(behind));
      while (behind > leastFraction && scaled % 10 == 0) {
        scaled /= 10;
        behind--;
      }
      long unit = (long) ten(behind);
      into.addDigits(scaled / unit, 1);
      if (behind > 0) {
        into.add('.');
        into.addDigits(scaled % unit, behind);
      } else if (pointAlways) {
        into.add('.');
      }
    }

    @Override
    public double read(ByteCursor from) {
      boolean negative = signed && from.peek(0) == '-';
      if (negative) {
        from.moveTo(from.at() + 1);
      }
      long whole = readDigits(from, digits);
      if (whole < 0) {
        return Double.NaN;
      }
      double value = whole;
      if (from.peek(0) == '.') {
        from.moveTo(from.at() + 1);
        int before = from.at();
        int next = from.peek(0);
        if (next >= '0' && next <= '9') {
          long part = readDigits(from, fraction);
          if (part < 0) {
            return Double.NaN;
          }
          double unit = ten(from.at() - before);
          value = (whole * unit + part) / unit;
        }
      }
      return negative ? -value : value;
    }
  }

  /** Decimal digits without a point. */
  record Whole(int minimumDigits, int digits, boolean signed) implements Digits {
    @Override
    public double round(double raw, Quantity quantity) {
      double rounded = Math.rint(raw);
      if ((rounded < 0.0 && !signed) || !(Math.abs(rounded) < ten(digits))) {
        throw refused(quantity, "a whole number of at most %d digits".formatted(digits));
      }
      return rounded + 0.0;
    }

    @Override
    public void write(double rounded, ByteSink into) {
      if (rounded < 0.0) {
        into.add('-');
      }
      into.addDigits((long) Math.abs(rounded), minimumDigits);
    }

    @Override
    public double read(ByteCursor from) {
      boolean negative = signed && from.peek(0) == '-';
      if (negative) {
        from.moveTo(from.at() + 1);
      }
      int start = from.at();
      long value = readDigits(from, digits);
      if (value < 0 || from.at() - start < minimumDigits) {
        return Double.NaN;
      }
      return negative ? -value : value;
    }
  }

  /** Upper-case hexadecimal digits, exactly so many. */
  record Hex(int digits, boolean signed) implements Digits {
    @Override
    public double round(double raw, Quantity quantity) {
      double rounded = Math.rint(raw);
      double span = (double) (1L << (4 * digits));
      double lowest = signed ? -span / 2.0 : 0.0;
      double highest = signed ? span / 2.0 - 1.0 : span - 1.0;
      if (!(rounded >= lowest && rounded <= highest)) {
        throw refused(quantity, "%d hexadecimal digits".formatted(digits));
      }
      return rounded + 0.0;
    }

    @Override
    public void write(double rounded, ByteSink into) {
      long bits = (long) rounded;
      for (int i = digits - 1; i >= 0; i--) {
        into.add("0123456789ABCDEF".charAt((int) (bits >> (4 * i) & 0xF)));
      }
    }

    @Override
    public double read(ByteCursor from) {
      long value = 0;
      for (int i = 0; i < digits; i++) {
        int digit = Character.digit(from.peek(i), 16);
        if (digit < 0) {
          return Double.NaN;
        }
        value = value << 4 | digit;
      }
      from.moveTo(from.at() + digits);
      boolean negative = signed && value >= 1L << (4 * digits - 1);
      return negative ? value - (1L << (4 * digits)) : value;
    }
  }
}
