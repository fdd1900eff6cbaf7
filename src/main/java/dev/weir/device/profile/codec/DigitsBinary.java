package dev.weir.device.profile.codec;

import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.FieldType;
import dev.weir.units.Quantity;

/**
 * A number in bytes, or, for a single-precision number, in eight hexadecimal digits. Immutable.
 *
 * @param form how the bits make a number
 * @param lowFirst whether the low byte comes first
 * @param hex whether each byte is written in two upper-case hexadecimal digits
 */
record DigitsBinary(FieldType.BinaryNumber.Layout form, boolean lowFirst, boolean hex)
    implements Digits {
  @Override
  public double round(double raw, Quantity quantity) {
    boolean isFloat = form == FieldType.BinaryNumber.Layout.FLOAT32;
    double rounded = isFloat ? (float) raw : Math.rint(raw) + 0.0;
    double span = (double) (1L << (8 * form.bytes()));
    double lowest = form.isSigned() ? -span / 2.0 : 0.0;
    double highest = form.isSigned() ? span / 2.0 - 1.0 : span - 1.0;
    if (isFloat ? !Double.isFinite(rounded) : !(rounded >= lowest && rounded <= highest)) {
      throw new RefusedValueException("%s does not fit %s".formatted(quantity.print(), form));
    }
    return rounded;
  }

  @Override
  public void write(double rounded, ByteSink into) {
    long bits =
        form == FieldType.BinaryNumber.Layout.FLOAT32
            ? Float.floatToIntBits((float) rounded)
            : (long) rounded;
    for (int i = 0; i < form.bytes(); i++) {
      int shift = 8 * (lowFirst ? i : form.bytes() - 1 - i);
      int value = (int) (bits >> shift & 0xFF);
      if (hex) {
        into.add(Character.toUpperCase(Character.forDigit(value >>> 4, 16)));
        into.add(Character.toUpperCase(Character.forDigit(value & 0xF, 16)));
      } else {
        into.add(value);
      }
    }
  }

  @Override
  public double read(ByteCursor from) {
    long bits = 0;
    int step = hex ? 2 : 1;
    if (from.left() < step * form.bytes()) {
      return Double.NaN;
    }
    for (int i = 0; i < form.bytes(); i++) {
      int value =
          hex
              ? Character.digit(from.peek(2 * i), 16) << 4
                  | Character.digit(from.peek(2 * i + 1), 16)
              : from.peek(i);
      if (value < 0) {
        return Double.NaN;
      }
      bits |= (long) value << (8 * (lowFirst ? i : form.bytes() - 1 - i));
    }
    from.moveTo(from.at() + step * form.bytes());
    if (form == FieldType.BinaryNumber.Layout.FLOAT32) {
      float value = Float.intBitsToFloat((int) bits);
      return Float.isFinite(value) ? value : Double.NaN;
    }
    boolean negative = form.isSigned() && bits >= 1L << (8 * form.bytes() - 1);
    return negative ? bits - (1L << (8 * form.bytes())) : bits;
  }
}
