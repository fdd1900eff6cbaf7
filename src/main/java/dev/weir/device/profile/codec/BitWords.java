package dev.weir.device.profile.codec;

import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Between the bits of a number and the words of those that are set. Pure. */
public final class BitWords {
  private BitWords() {}

  /** Returns the word of the first bit of the list that is set, or those of all that are. */
  static FieldValue word(FieldType.Bits type, long bits) {
    List<String> set = new ArrayList<>();
    for (Map.Entry<Integer, String> bit : type.byBit().entrySet()) {
      if ((bits >> bit.getKey() & 1) == 1 && (type.all() || set.isEmpty())) {
        set.add(bit.getValue());
      }
    }
    return new FieldValue.Word(set.isEmpty() ? type.none() : String.join(FieldType.AND, set));
  }

  /**
   * Returns the number whose bits these words are.
   *
   * @throws RefusedValueException when it is not made of the field's words
   */
  static long bits(String field, FieldType.Bits type, FieldValue value) {
    List<String> wanted = split(field, type.meanings(), value);
    long bits = 0;
    List<String> done = new ArrayList<>();
    for (Map.Entry<Integer, String> bit : type.byBit().entrySet()) {
      if (wanted.contains(bit.getValue()) && !done.contains(bit.getValue())) {
        bits |= 1L << bit.getKey();
        done.add(bit.getValue());
      }
    }
    return bits;
  }

  /**
   * Returns the single words of a joined one.
   *
   * @throws RefusedValueException when it is not made of the given words
   */
  static List<String> split(String field, List<String> known, FieldValue value) {
    List<String> parts = value instanceof FieldValue.Word(String word) ? parts(word) : List.of("?");
    if (!known.containsAll(parts)) {
      throw new RefusedValueException(
          "field '%s' takes one of %s, was %s".formatted(field, known, value));
    }
    return parts;
  }

  /** Returns the single words of a joined one. */
  public static List<String> parts(String joined) {
    return List.of(joined.split("\\" + FieldType.AND, -1));
  }
}
