package dev.weir.device.profile.language;

import dev.weir.device.BadReason;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;

/** The value of one field of a message. */
public sealed interface FieldValue {
  /**
   * A number with its unit.
   *
   * @param quantity the quantity
   */
  record Amount(Quantity quantity) implements FieldValue {}

  /**
   * A word: the meaning of a coded text, or free text.
   *
   * @param text the word as the profile names it
   */
  record Word(String text) implements FieldValue {}

  /**
   * No value.
   *
   * @param reason {@link BadReason#SENTINEL} when the device itself says that it has none
   */
  record Absent(BadReason reason) implements FieldValue {}

  /** Returns an amount of the given number of canonical units. */
  static FieldValue amount(Dimension dimension, double canonical) {
    return new Amount(dimension.of(canonical));
  }
}
