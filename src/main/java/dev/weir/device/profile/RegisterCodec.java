package dev.weir.device.profile;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The fields of a block of Modbus registers, compiled for one configured device. Immutable. */
final class RegisterCodec {
  private final List<RegisterField> fields;
  private final int count;

  /** One field of the block. */
  record RegisterField(
      String name,
      int offset,
      FieldType.Register.Form form,
      Conversion conversion,
      Dimension.Unit unit) {
    double round(double raw, Quantity quantity) {
      double rounded =
          switch (form) {
            case UINT16, INT16 -> Math.rint(raw) + 0.0;
            case FLOAT32, FLOAT32_LOW_FIRST -> (float) raw;
          };
      boolean fits =
          switch (form) {
            case UINT16 -> rounded >= 0.0 && rounded <= 0xFFFF;
            case INT16 -> rounded >= Short.MIN_VALUE && rounded <= Short.MAX_VALUE;
            case FLOAT32, FLOAT32_LOW_FIRST -> Double.isFinite(rounded);
          };
      if (!fits) {
        throw new RefusedValueException(
            "%s does not fit a register of form %s".formatted(quantity.print(), form));
      }
      return rounded;
    }

    Quantity quantised(Quantity quantity) {
      double raw = conversion.toRaw(quantity, unit);
      double rounded = round(raw, quantity);
      conversion.checkRounding(raw, rounded, quantity, unit);
      return quantity
          .dimension()
          .of(unit.toCanonical(rounded * conversion.factor() + conversion.zero()));
    }

    void write(FieldValue value, byte[] block, boolean strict) {
      switch (value) {
        case FieldValue.Amount(Quantity quantity) -> {
          double raw = conversion.toRaw(quantity, unit);
          double rounded = round(raw, quantity);
          if (strict) {
            conversion.checkRounding(raw, rounded, quantity, unit);
          }
          put(rounded, block);
        }
        case FieldValue.Absent absent when !strict -> put(conversion.sentinel(name), block);
        case FieldValue.Absent absent -> throw notQuantity(absent);
        case FieldValue.Word word -> throw notQuantity(word);
      }
    }

    private RefusedValueException notQuantity(FieldValue value) {
      return new RefusedValueException(
          "field '%s' takes a quantity, was %s".formatted(name, value));
    }

    private void put(double rounded, byte[] block) {
      switch (form) {
        case UINT16, INT16 -> put(block, offset, (int) rounded);
        case FLOAT32 -> {
          int bits = Float.floatToIntBits((float) rounded);
          put(block, offset, bits >>> 16);
          put(block, offset + 1, bits);
        }
        case FLOAT32_LOW_FIRST -> {
          int bits = Float.floatToIntBits((float) rounded);
          put(block, offset, bits);
          put(block, offset + 1, bits >>> 16);
        }
      }
    }

    FieldValue read(Bytes block) {
      int first = block.at(2 * offset) << 8 | block.at(2 * offset + 1);
      double raw =
          switch (form) {
            case UINT16 -> first;
            case INT16 -> (short) first;
            case FLOAT32 -> Float.intBitsToFloat(first << 16 | second(block));
            case FLOAT32_LOW_FIRST -> Float.intBitsToFloat(second(block) << 16 | first);
          };
      return Double.isFinite(raw) ? conversion.toValue(raw, unit) : FieldCodec.UNREADABLE;
    }

    private int second(Bytes block) {
      return block.at(2 * offset + 2) << 8 | block.at(2 * offset + 3);
    }

    private static void put(byte[] block, int register, int value) {
      block[2 * register] = (byte) (value >>> 8);
      block[2 * register + 1] = (byte) value;
    }
  }

  private RegisterCodec(List<RegisterField> fields, int count) {
    this.fields = List.copyOf(fields);
    this.count = count;
  }

  static RegisterCodec of(Collection<Field> fields, int count, ParameterValues parameters) {
    List<RegisterField> compiled = new ArrayList<>();
    for (Field field : fields) {
      if (!(field.type()
          instanceof
          FieldType.Register(int offset, FieldType.Register.Form form, Measure measure))) {
        throw new IllegalArgumentException(
            "field '%s' of a Modbus command must be a register".formatted(field.name()));
      }
      if (!(measure.unit() instanceof Measure.UnitRule.Always(Choice<Dimension.Unit> unit))) {
        throw new IllegalArgumentException(
            "field '%s' of a Modbus command needs a unit".formatted(field.name()));
      }
      if (offset + form.registers() > count) {
        throw new IllegalArgumentException(
            "field '%s' at offset %d lies beyond the %d registers"
                .formatted(field.name(), offset, count));
      }
      compiled.add(
          new RegisterField(
              field.name(), offset, form, Conversion.of(measure, parameters), unit.in(parameters)));
    }
    return new RegisterCodec(compiled, count);
  }

  Bytes write(Fields values, boolean strict) {
    byte[] block = new byte[2 * count];
    for (RegisterField field : fields) {
      FieldValue value =
          values
              .get(field.name())
              .orElseThrow(
                  () -> new RefusedValueException("field '%s' is missing".formatted(field.name())));
      field.write(value, block, strict);
    }
    if (values.names().size() != fields.size()) {
      throw new RefusedValueException("unknown fields among " + values.names());
    }
    return Bytes.of(block);
  }

  Template.Match read(Bytes block) {
    if (block.length() != 2 * count) {
      return new Template.Match.Not(BadReason.UNREADABLE);
    }
    Fields values = Fields.NONE;
    for (RegisterField field : fields) {
      FieldValue value = field.read(block);
      if (value instanceof FieldValue.Absent(BadReason reason) && reason != BadReason.SENTINEL) {
        return new Template.Match.Not(reason);
      }
      values = values.with(field.name(), value);
    }
    return new Template.Match.Whole(values);
  }

  Optional<RegisterField> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
