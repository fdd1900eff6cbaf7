package dev.weir.device.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one field is written. */
public sealed interface FieldType {
  /**
   * A decimal number with a point, never with a comma, an exponent or a plus sign.
   *
   * @param digits most digits in all
   * @param fraction most digits behind the point
   * @param signed whether a minus sign may come first
   * @param padded whether as many digits behind the point are written as fit; else no zero ends
   *     them
   * @param pointAlways whether the point is there even with nothing behind it
   * @param measure what the number means
   */
  record DecimalNumber(
      int digits,
      int fraction,
      boolean signed,
      boolean padded,
      boolean pointAlways,
      Measure measure)
      implements FieldType {}

  /**
   * A whole number in decimal digits.
   *
   * @param minimumDigits fewer are filled with zeros in front
   * @param digits most digits
   * @param signed whether a minus sign may come first
   * @param measure what the number means
   */
  record WholeNumber(int minimumDigits, int digits, boolean signed, Measure measure)
      implements FieldType {}

  /**
   * A whole number in upper-case hexadecimal digits.
   *
   * @param digits exactly so many
   * @param signed whether it is a two's complement
   * @param measure what the number means
   */
  record HexNumber(int digits, boolean signed, Measure measure) implements FieldType {}

  /**
   * A number in Modbus registers.
   *
   * @param offset of its first register within the block that the command reads or writes
   * @param form how the bits make a number
   * @param measure what the number means
   */
  record Register(int offset, Form form, Measure measure) implements FieldType {
    /** How the bits of registers make a number. */
    public enum Form {
      /** One register, 0 to 65535. */
      UINT16,
      /** One register, -32768 to 32767. */
      INT16,
      /** Two registers, IEEE 754, high word first. */
      FLOAT32,
      /** Two registers, IEEE 754, low word first. */
      FLOAT32_LOW_FIRST;

      /** Returns how many registers it takes. */
      public int registers() {
        return this == UINT16 || this == INT16 ? 1 : 2;
      }
    }
  }

  /**
   * One of several texts.
   *
   * @param meanings the meaning of each text; to write a meaning, the first text that has it is
   *     taken
   */
  record Words(Map<String, String> meanings) implements FieldType {
    /** Copies the map in its order. */
    public Words {
      meanings = Collections.unmodifiableMap(new LinkedHashMap<>(meanings));
    }
  }

  /**
   * Upper-case hexadecimal digits whose bits each mean something: read as the word of the first bit
   * of the list that is set, so the list is in the order of importance.
   *
   * @param digits exactly so many
   * @param words the word of each bit that is looked at, by its number from 0
   * @param none the word when none of them is set
   */
  record Bits(int digits, Map<Integer, String> words, String none) implements FieldType {
    /** Copies the map in its order. */
    public Bits {
      words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /** Returns every word that it can read as. */
    public List<String> meanings() {
      List<String> all = new ArrayList<>(words.values());
      all.add(none);
      return all;
    }
  }

  /**
   * Printable text up to the next fixed part of the message.
   *
   * @param maxLength most characters
   */
  record FreeText(int maxLength) implements FieldType {}
}
