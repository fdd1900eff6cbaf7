package dev.weir.device.profile.codec;

import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.Conversion;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Measure;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;

/** One field of a block of Modbus registers, compiled for one configured device. Immutable. */
sealed interface RegisterField {
  /** Returns its name. */
  String name();

  /** Returns its first register within the block. */
  int offset();

  /** Returns how many registers it takes. */
  int registers();

  /**
   * Writes a value into the block.
   *
   * @throws RefusedValueException when the value cannot be written
   */
  void write(FieldValue value, byte[] block, boolean strict);

  /** Reads a value out of the block. */
  FieldValue read(Bytes block);

  /** Compiles a field. */
  static RegisterField of(Field field, ParameterValues parameters) {
    String name = field.name();
    return switch (field.type()) {
      case FieldType.Register(int offset, FieldType.Register.Form form, Measure measure) -> {
        if (!(measure.unit() instanceof Measure.UnitRule.Always(Choice<Dimension.Unit> unit))) {
          throw new IllegalArgumentException(
              "field '%s' of a Modbus command needs a unit".formatted(name));
        }
        yield new Numeral(
            name, offset, form, Conversion.of(measure, parameters), unit.in(parameters));
      }
      case FieldType.InRegisters(int offset, FieldType inner) -> of(name, offset, inner);
      case FieldType type -> of(name, 0, type);
    };
  }

  private static RegisterField of(String name, int offset, FieldType type) {
    return switch (type) {
      case FieldType.Words(Map<String, String> meanings) -> {
        Map<Integer, String> byNumber = new LinkedHashMap<>();
        meanings.forEach((text, meaning) -> byNumber.put(number(name, text), meaning));
        yield new Words(name, offset, byNumber);
      }
      case FieldType.Bits bits -> new Bits(name, offset, bits);
      case FieldType.FreeText(int maxLength) -> new Text(name, offset, (maxLength + 1) / 2);
      case FieldType other ->
          throw new IllegalArgumentException(
              "field '%s' of a Modbus command must be a register, words, bits or text, was %s"
                  .formatted(name, other));
    };
  }

  private static int number(String name, String text) {
    try {
      return Integer.decode(text) & 0xFFFF;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "field '%s': '%s' is not the number of a register".formatted(name, text), e);
    }
  }

  private static int word(Bytes block, int register) {
    return block.at(2 * register) << 8 | block.at(2 * register + 1);
  }

  private static void put(byte[] block, int register, int value) {
    block[2 * register] = (byte) (value >>> 8);
    block[2 * register + 1] = (byte) value;
  }

  /** A number. */
  record Numeral(
      String name,
      int offset,
      FieldType.Register.Form form,
      Conversion conversion,
      Dimension.Unit unit)
      implements RegisterField {
    @Override
    public int registers() {
      return form.registers();
    }

    private double round(double raw, Quantity quantity) {
      double rounded =
          switch (form) {
            case FLOAT32, FLOAT32_LOW_FIRST -> (float) raw;
            case UINT16, INT16, UINT32, UINT32_LOW_FIRST, INT32, INT32_LOW_FIRST ->
                Math.rint(raw) + 0.0;
          };
      boolean fits =
          switch (form) {
            case UINT16 -> rounded >= 0.0 && rounded <= 0xFFFF;
            case INT16 -> rounded >= Short.MIN_VALUE && rounded <= Short.MAX_VALUE;
            case UINT32, UINT32_LOW_FIRST -> rounded >= 0.0 && rounded <= 0xFFFFFFFFL;
            case INT32, INT32_LOW_FIRST ->
                rounded >= Integer.MIN_VALUE && rounded <= Integer.MAX_VALUE;
            case FLOAT32, FLOAT32_LOW_FIRST -> Double.isFinite(rounded);
          };
      if (!fits) {
        throw new RefusedValueException(
            "%s does not fit a register of form %s".formatted(quantity.print(), form));
      }
      return rounded;
    }

    /** Returns the value that the device will hold when it is told this one. */
    Quantity quantised(Quantity quantity) {
      double raw = conversion.toRaw(quantity, unit);
      double rounded = round(raw, quantity);
      conversion.checkRounding(raw, rounded, quantity, unit);
      return quantity
          .dimension()
          .of(unit.toCanonical(rounded * conversion.factor() + conversion.zero()));
    }

    @Override
    public void write(FieldValue value, byte[] block, boolean strict) {
      switch (value) {
        case FieldValue.Amount(Quantity quantity) -> {
          double raw = conversion.toRaw(quantity, unit);
          double rounded = round(raw, quantity);
          if (strict) {
            conversion.checkRounding(raw, rounded, quantity, unit);
          }
          put(rounded, block);
        }
        case FieldValue.Absent _ when !strict -> put(conversion.sentinel(name), block);
        case FieldValue other ->
            throw new RefusedValueException(
                "field '%s' takes a quantity, was %s".formatted(name, other));
      }
    }

    private void put(double rounded, byte[] block) {
      switch (form) {
        case UINT16, INT16 -> RegisterField.put(block, offset, (int) rounded);
        case UINT32, INT32 -> put((int) (long) rounded, 0, block);
        case UINT32_LOW_FIRST, INT32_LOW_FIRST -> put((int) (long) rounded, 1, block);
        case FLOAT32 -> put(Float.floatToIntBits((float) rounded), 0, block);
        case FLOAT32_LOW_FIRST -> put(Float.floatToIntBits((float) rounded), 1, block);
      }
    }

    private void put(int bits, int highAt, byte[] block) {
      RegisterField.put(block, offset + highAt, bits >>> 16);
      RegisterField.put(block, offset + 1 - highAt, bits);
    }

    @Override
    public FieldValue read(Bytes block) {
      double raw =
          switch (form) {
            case UINT16 -> word(block, offset);
            case INT16 -> (short) word(block, offset);
            case UINT32 -> bits(block, 0) & 0xFFFFFFFFL;
            case UINT32_LOW_FIRST -> bits(block, 1) & 0xFFFFFFFFL;
            case INT32 -> bits(block, 0);
            case INT32_LOW_FIRST -> bits(block, 1);
            case FLOAT32 -> Float.intBitsToFloat(bits(block, 0));
            case FLOAT32_LOW_FIRST -> Float.intBitsToFloat(bits(block, 1));
          };
      return Double.isFinite(raw) ? conversion.toValue(raw, unit) : FieldCodec.UNREADABLE;
    }

    private int bits(Bytes block, int highAt) {
      return word(block, offset + highAt) << 16 | word(block, offset + 1 - highAt);
    }
  }

  /** A word that stands for a number. */
  record Words(String name, int offset, Map<Integer, String> byNumber) implements RegisterField {
    @Override
    public int registers() {
      return 1;
    }

    @Override
    public void write(FieldValue value, byte[] block, boolean strict) {
      for (Map.Entry<Integer, String> entry : byNumber.entrySet()) {
        if (value instanceof FieldValue.Word(String word) && word.equals(entry.getValue())) {
          put(block, offset, entry.getKey());
          return;
        }
      }
      throw new RefusedValueException(
          "field '%s' takes one of %s, was %s".formatted(name, byNumber.values(), value));
    }

    @Override
    public FieldValue read(Bytes block) {
      String word = byNumber.get(word(block, offset));
      return word == null ? FieldCodec.UNREADABLE : new FieldValue.Word(word);
    }
  }

  /** A register whose bits each mean something. */
  record Bits(String name, int offset, FieldType.Bits type) implements RegisterField {
    @Override
    public int registers() {
      return 1;
    }

    @Override
    public void write(FieldValue value, byte[] block, boolean strict) {
      put(block, offset, (int) BitWords.bits(name, type, value));
    }

    @Override
    public FieldValue read(Bytes block) {
      return BitWords.word(type, word(block, offset));
    }
  }

  /** Printable text, two characters a register, filled with zeros or spaces behind. */
  record Text(String name, int offset, int registers) implements RegisterField {
    @Override
    public void write(FieldValue value, byte[] block, boolean strict) {
      if (!(value instanceof FieldValue.Word(String text)) || text.length() > 2 * registers) {
        throw new RefusedValueException(
            "field '%s' takes at most %d characters, was %s".formatted(name, 2 * registers, value));
      }
      byte[] bytes = Bytes.ofText(text).toArray();
      System.arraycopy(bytes, 0, block, 2 * offset, bytes.length);
    }

    @Override
    public FieldValue read(Bytes block) {
      Bytes bytes = block.slice(2 * offset, 2 * (offset + registers));
      int end = bytes.length();
      while (end > 0 && (bytes.at(end - 1) == 0 || bytes.at(end - 1) == ' ')) {
        end--;
      }
      String text = bytes.slice(0, end).toText();
      boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
      return printable ? new FieldValue.Word(text) : FieldCodec.UNREADABLE;
    }
  }
}
