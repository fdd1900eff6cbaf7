package dev.weir.device.profile.codec;

import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.NumberLayout;
import dev.weir.units.Quantity;

/**
 * A number that is filled up to a width. Immutable.
 *
 * @param inner the number itself
 * @param layout how it is filled up
 * @param signed whether it may be negative
 */
record DigitsLaid(Digits inner, NumberLayout layout, boolean signed) implements Digits {
  @Override
  public double round(double raw, Quantity quantity) {
    return inner.round(raw, quantity);
  }

  @Override
  public void write(double rounded, ByteSink into) {
    ByteSink digits = new ByteSink();
    inner.write(Math.abs(rounded), digits);
    String sign = rounded < 0.0 ? "-" : layout.plus() ? "+" : "";
    int missing = layout.width() - sign.length() - digits.length();
    if (layout.width() > 0 && missing < 0) {
      throw new RefusedValueException(
          "'%s%s' is longer than %d characters"
              .formatted(sign, digits.toBytes().toText(), layout.width()));
    }
    int fill = Math.max(0, missing);
    Bytes text = digits.toBytes();
    switch (layout.fill()) {
      case ZERO -> {
        into.add(sign);
        into.add("0".repeat(fill));
        into.add(text);
      }
      case SPACE -> {
        into.add(" ".repeat(fill));
        into.add(sign);
        into.add(text);
      }
      case SPACE_BEHIND -> {
        into.add(sign);
        into.add(text);
        into.add(" ".repeat(fill));
      }
    }
  }

  @Override
  public double read(ByteCursor from) {
    int start = from.at();
    skip(from, ' ', layout.fill() == NumberLayout.Fill.SPACE);
    boolean negative = signed && from.peek(0) == '-';
    if (negative || (layout.plus() && from.peek(0) == '+')) {
      from.moveTo(from.at() + 1);
      skip(from, ' ', layout.fill() == NumberLayout.Fill.SPACE);
    }
    while (layout.fill() == NumberLayout.Fill.ZERO
        && layout.width() > 0
        && from.peek(0) == '0'
        && from.peek(1) >= '0'
        && from.peek(1) <= '9') {
      from.moveTo(from.at() + 1);
    }
    if (from.peek(0) == '-') {
      return Double.NaN;
    }
    double value = inner.read(from);
    skip(from, ' ', layout.fill() == NumberLayout.Fill.SPACE_BEHIND);
    if (layout.width() > 0 && from.at() - start != layout.width()) {
      return Double.NaN;
    }
    return negative ? -value : value;
  }

  private void skip(ByteCursor from, char fill, boolean isFilled) {
    while (isFilled && from.peek(0) == fill) {
      from.moveTo(from.at() + 1);
    }
  }
}
