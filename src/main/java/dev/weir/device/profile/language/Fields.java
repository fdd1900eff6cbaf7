package dev.weir.device.profile.language;

import dev.weir.units.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The values of a message's fields by name, in the order of the message. Immutable; two are equal
 * whatever their order.
 */
public final class Fields {
  /** No fields. */
  public static final Fields NONE = new Fields(new String[0], new FieldValue[0]);

  private final String[] names;
  private final FieldValue[] values;

  private Fields(String[] names, FieldValue[] values) {
    this.names = names;
    this.values = values;
  }

  /** Returns one field. */
  public static Fields of(String name, FieldValue value) {
    return new Fields(new String[] {name}, new FieldValue[] {value});
  }

  /** Returns one field with a quantity. */
  public static Fields of(String name, Quantity quantity) {
    return of(name, new FieldValue.Amount(quantity));
  }

  /** Returns these with one more, or with one replaced. */
  public Fields with(String name, FieldValue value) {
    int at = indexOf(name);
    int length = at < 0 ? names.length + 1 : names.length;
    String[] newNames = Arrays.copyOf(names, length);
    FieldValue[] newValues = Arrays.copyOf(values, length);
    newNames[at < 0 ? names.length : at] = name;
    newValues[at < 0 ? names.length : at] = value;
    return new Fields(newNames, newValues);
  }

  /** Returns these with one more quantity, or with one replaced. */
  public Fields with(String name, Quantity quantity) {
    return with(name, new FieldValue.Amount(quantity));
  }

  /** Returns the names in their order. */
  public List<String> names() {
    return List.of(names);
  }

  /** Returns the value of a field, if it is there. */
  public Optional<FieldValue> get(String name) {
    int at = indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(values[at]);
  }

  /** Returns the quantity of a field, if it is there and has one. */
  public Optional<Quantity> quantity(String name) {
    int at = indexOf(name);
    return at >= 0 && values[at] instanceof FieldValue.Amount(Quantity quantity)
        ? Optional.of(quantity)
        : Optional.empty();
  }

  /** Returns the word of a field, if it is there and has one. */
  public Optional<String> word(String name) {
    int at = indexOf(name);
    return at >= 0 && values[at] instanceof FieldValue.Word(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Fields fields) || fields.names.length != names.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      int at = fields.indexOf(names[i]);
      if (at < 0 || !fields.values[at].equals(values[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += names[i].hashCode() ^ values[i].hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < names.length; i++) {
      text.append(i == 0 ? "" : ", ").append(names[i]).append('=').append(values[i]);
    }
    return text.append('}').toString();
  }
}
