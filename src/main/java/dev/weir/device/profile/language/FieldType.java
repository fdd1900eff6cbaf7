package dev.weir.device.profile.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one field is written. */
public sealed interface FieldType {
  /** What stands between the words of flags that are set at the same time. */
  String AND = "+";

  /** Returns what its number means, if it is a number. */
  default Optional<Measure> number() {
    return switch (this) {
      case DecimalNumber decimal -> Optional.of(decimal.measure());
      case WholeNumber whole -> Optional.of(whole.measure());
      case HexNumber hex -> Optional.of(hex.measure());
      case FloatNumber number -> Optional.of(number.measure());
      case BinaryNumber binary -> Optional.of(binary.measure());
      case Register register -> Optional.of(register.measure());
      case InRegisters(int _, FieldType inner) -> inner.number();
      case Words _, Bits _, Flags _, FreeText _ -> Optional.empty();
    };
  }

  /** Returns every single word that it can read as; none when it is a number or free text. */
  default List<String> words() {
    return switch (this) {
      case Words(Map<String, String> meanings) -> List.copyOf(meanings.values());
      case Bits bits -> bits.meanings();
      case Flags flags -> flags.meanings();
      case InRegisters(int _, FieldType inner) -> inner.words();
      case DecimalNumber _,
          WholeNumber _,
          HexNumber _,
          FloatNumber _,
          BinaryNumber _,
          Register _,
          FreeText _ ->
          List.of();
    };
  }

  /** Tells whether it reads as several words at once, joined by {@link #AND}. */
  default boolean joins() {
    return switch (this) {
      case Bits bits -> bits.all();
      case Flags _ -> true;
      case InRegisters(int _, FieldType inner) -> inner.joins();
      case Words _,
          DecimalNumber _,
          WholeNumber _,
          HexNumber _,
          FloatNumber _,
          BinaryNumber _,
          Register _,
          FreeText _ ->
          false;
    };
  }

  /**
   * A decimal number with a point, never with a comma, an exponent or a plus sign.
   *
   * @param digits most digits in all
   * @param fraction most digits behind the point
   * @param signed whether a minus sign may come first
   * @param leastFraction zeros end the digits behind the point only up to so many of them
   * @param pointAlways whether the point is there even with nothing behind it
   * @param layout how it is filled up
   * @param measure what the number means
   */
  record DecimalNumber(
      int digits,
      int fraction,
      boolean signed,
      int leastFraction,
      boolean pointAlways,
      NumberLayout layout,
      Measure measure)
      implements FieldType {}

  /**
   * A whole number in decimal digits.
   *
   * @param minimumDigits fewer are filled with zeros in front
   * @param digits most digits
   * @param signed whether a minus sign may come first
   * @param layout how it is filled up
   * @param measure what the number means
   */
  record WholeNumber(
      int minimumDigits, int digits, boolean signed, NumberLayout layout, Measure measure)
      implements FieldType {}

  /**
   * A decimal number with an exponent, as {@code -1.2345E+02}; without one, or with more digits, it
   * is read as well.
   *
   * @param digits significant digits that are written; 0 for eight hexadecimal digits of an IEEE
   *     754 single instead
   * @param measure what the number means
   */
  record FloatNumber(int digits, Measure measure) implements FieldType {}

  /**
   * A number in bytes.
   *
   * @param form how the bits make a number
   * @param lowFirst whether the low byte comes first
   * @param measure what the number means
   */
  record BinaryNumber(Layout form, boolean lowFirst, Measure measure) implements FieldType {
    /** How the bits make a number. */
    public enum Layout {
      /** One byte, 0 to 255. */
      UINT8(1),
      /** One byte, -128 to 127. */
      INT8(1),
      /** Two bytes, 0 to 65535. */
      UINT16(2),
      /** Two bytes, -32768 to 32767. */
      INT16(2),
      /** Four bytes, not negative. */
      UINT32(4),
      /** Four bytes. */
      INT32(4),
      /** Four bytes, IEEE 754. */
      FLOAT32(4);

      private final int bytes;

      Layout(int bytes) {
        this.bytes = bytes;
      }

      /** Returns how many bytes it takes. */
      public int bytes() {
        return bytes;
      }

      public boolean isSigned() {
        return this == INT8 || this == INT16 || this == INT32;
      }
    }
  }

  /**
   * Something else than a number in Modbus registers.
   *
   * @param offset of its first register within the block
   * @param inner {@link Words} of the register's number, {@link Bits} or {@link FreeText}, two
   *     characters a register
   */
  record InRegisters(int offset, FieldType inner) implements FieldType {}

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
      UINT16(1),
      /** One register, -32768 to 32767. */
      INT16(1),
      /** Two registers, not negative, high word first. */
      UINT32(2),
      /** Two registers, not negative, low word first. */
      UINT32_LOW_FIRST(2),
      /** Two registers, high word first. */
      INT32(2),
      /** Two registers, low word first. */
      INT32_LOW_FIRST(2),
      /** Two registers, IEEE 754, high word first. */
      FLOAT32(2),
      /** Two registers, IEEE 754, low word first. */
      FLOAT32_LOW_FIRST(2);

      private final int registers;

      Form(int registers) {
        this.registers = registers;
      }

      /** Returns how many registers it takes. */
      public int registers() {
        return registers;
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
   * of the list that is set, so the list is in the order of importance, or as those of all that
   * are.
   *
   * @param digits exactly so many
   * @param byBit the word of each bit that is looked at, by its number from 0
   * @param none the word when none of them is set
   * @param all whether it is read as the words of all bits that are set, joined by {@link #AND}
   */
  record Bits(int digits, Map<Integer, String> byBit, String none, boolean all)
      implements FieldType {
    /** Copies the map in its order. */
    public Bits {
      byBit = Collections.unmodifiableMap(new LinkedHashMap<>(byBit));
    }

    /** Returns every single word that it can read as. */
    public List<String> meanings() {
      List<String> all = new ArrayList<>(byBit.values());
      all.add(none);
      return all;
    }
  }

  /**
   * Characters that each say yes or no: read as the words of all that say yes, joined by {@link
   * #AND}.
   *
   * @param places the word of each place; empty for one that is not looked at
   * @param set the character that says yes
   * @param clear the character that says no
   * @param none the word when none says yes
   */
  record Flags(List<String> places, char set, char clear, String none) implements FieldType {
    /** Copies the list. */
    public Flags {
      places = List.copyOf(places);
    }

    /** Returns every single word that it can read as. */
    public List<String> meanings() {
      List<String> all = new ArrayList<>(places);
      all.removeIf(String::isEmpty);
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
