package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.ParameterValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The fields of a block of Modbus registers, compiled for one configured device. Immutable. */
final class RegisterCodec {
  private final List<RegisterField> fields;
  private final int count;

  private RegisterCodec(List<RegisterField> fields, int count) {
    this.fields = List.copyOf(fields);
    this.count = count;
  }

  static RegisterCodec of(Collection<Field> fields, int count, ParameterValues parameters) {
    List<RegisterField> compiled = new ArrayList<>();
    for (Field field : fields) {
      RegisterField one = RegisterField.of(field, parameters);
      if (one.offset() + one.registers() > count) {
        throw new IllegalArgumentException(
            "field '%s' at offset %d lies beyond the %d registers"
                .formatted(field.name(), one.offset(), count));
      }
      compiled.add(one);
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

  /** Returns the number field of the given name, if the block has it. */
  Optional<RegisterField.Numeral> number(String name) {
    return fields.stream()
        .filter(field -> field instanceof RegisterField.Numeral && field.name().equals(name))
        .map(RegisterField.Numeral.class::cast)
        .findFirst();
  }
}
