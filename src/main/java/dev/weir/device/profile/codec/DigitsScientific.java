package dev.weir.device.profile.codec;

import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.units.Quantity;
import java.util.Locale;

/**
 * A decimal number with an exponent. Immutable.
 *
 * @param digits significant digits that are written
 */
record DigitsScientific(int digits) implements Digits {
  private static final int MOST_CHARACTERS = 24;

  @Override
  public double round(double raw, Quantity quantity) {
    if (!Double.isFinite(raw)) {
      throw new RefusedValueException(quantity.print() + " cannot be written as a number");
    }
    return Double.parseDouble(text(raw));
  }

  private String text(double value) {
    return String.format(Locale.ROOT, "%." + (digits - 1) + "E", value);
  }

  @Override
  public void write(double rounded, ByteSink into) {
    into.add(text(rounded));
  }

  @Override
  public double read(ByteCursor from) {
    int length = sign(from, 0);
    int whole = digits(from, length);
    int at = length + whole;
    int fraction = 0;
    if (from.peek(at) == '.') {
      fraction = digits(from, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return Double.NaN;
    }
    if (from.peek(at) == 'E' || from.peek(at) == 'e') {
      int signed = sign(from, at + 1);
      int exponent = digits(from, at + 1 + signed);
      if (exponent == 0 || exponent > 3) {
        return Double.NaN;
      }
      at += 1 + signed + exponent;
    }
    if (at > MOST_CHARACTERS) {
      return Double.NaN;
    }
    double value = Double.parseDouble(from.take(at));
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static int sign(ByteCursor from, int at) {
    return from.peek(at) == '-' || from.peek(at) == '+' ? 1 : 0;
  }

  private static int digits(ByteCursor from, int at) {
    int count = 0;
    while (from.peek(at + count) >= '0' && from.peek(at + count) <= '9') {
      count++;
    }
    return count;
  }
}
