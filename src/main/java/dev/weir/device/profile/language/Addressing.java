package dev.weir.device.profile.language;

import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import java.util.OptionalInt;

/**
 * How a device on a shared line is addressed.
 *
 * @param kind whether there are addresses
 * @param lowest the lowest address
 * @param highest the highest address
 * @param standard the address of a device as delivered, which it also has when none is configured
 * @param spelling how it is written in text messages
 */
public record Addressing(Kind kind, int lowest, int highest, int standard, Spelling spelling) {
  /** Whether there are addresses. */
  public enum Kind {
    /** One device a line. */
    NONE,
    /**
     * A request may leave the address out and then means the standard one; a reply always carries
     * it.
     */
    OPTIONAL,
    /** Every request and reply carries it. */
    REQUIRED
  }

  /**
   * How an address is written in text messages.
   *
   * @param form its digits
   * @param digits how many of them; zeros stand in front; 0 where no text carries it
   * @param first the character of the lowest address, for {@link Form#CHARACTER}
   * @param repeated how often each digit is written: twice in EI-bisynch
   * @param before what stands before it in a request that carries it
   * @param after what stands behind it in a request that carries it
   */
  public record Spelling(
      Form form, int digits, char first, int repeated, String before, String after) {
    /** Decimal digits. */
    public static Spelling decimal(int digits) {
      return new Spelling(Form.DECIMAL, digits, '0', 1, "", "");
    }
  }

  /** The digits of an address. */
  public enum Form {
    /** Decimal. */
    DECIMAL,
    /** Hexadecimal, upper case. */
    HEX,
    /** One character that counts up from that of the lowest address. */
    CHARACTER
  }

  /** A device that is alone on its line. */
  public static final Addressing ALONE = new Addressing(Kind.NONE, 0, 0, 0, Spelling.decimal(0));

  /** Writes an address. */
  public void write(int address, ByteSink into) {
    String text =
        switch (spelling.form()) {
          case DECIMAL -> padded(Integer.toString(address));
          case HEX -> padded("%X".formatted(address));
          case CHARACTER -> String.valueOf((char) (spelling.first() + address - lowest));
        };
    for (int i = 0; i < text.length(); i++) {
      for (int again = 0; again < spelling.repeated(); again++) {
        into.add(text.charAt(i));
      }
    }
  }

  private String padded(String digits) {
    return "0".repeat(Math.max(0, spelling.digits() - digits.length())) + digits;
  }

  /**
   * Reads an address and moves behind it; empty when none stands there.
   *
   * @param exactly whether it must have all its digits, as in a reply
   */
  public OptionalInt read(ByteCursor from, boolean exactly) {
    if (spelling.form() == Form.CHARACTER) {
      int next = from.peek(0) - spelling.first() + lowest;
      if (from.peek(0) < 0 || next < lowest || next > highest) {
        return OptionalInt.empty();
      }
      from.moveTo(from.at() + 1);
      return OptionalInt.of(next);
    }
    int radix = spelling.form() == Form.HEX ? 16 : 10;
    int start = from.at();
    int given = 0;
    int digits = 0;
    while (digits < spelling.digits()) {
      int digit = digit(from, radix);
      if (digit < 0) {
        break;
      }
      given = given * radix + digit;
      from.moveTo(from.at() + spelling.repeated());
      digits++;
    }
    if (digits == 0 || (exactly && digits < spelling.digits())) {
      from.moveTo(start);
      return OptionalInt.empty();
    }
    return OptionalInt.of(given);
  }

  private int digit(ByteCursor from, int radix) {
    int first = from.peek(0);
    for (int again = 1; again < spelling.repeated(); again++) {
      if (from.peek(again) != first) {
        return -1;
      }
    }
    return Character.digit(first, radix);
  }

  /**
   * Reads a configured address.
   *
   * @param text the number; empty for the standard address where that is allowed
   * @throws IllegalArgumentException when the profile does not allow it
   */
  public int parse(String text) {
    if (kind == Kind.NONE) {
      if (!text.isEmpty()) {
        throw new IllegalArgumentException("this device has no address, was '" + text + "'");
      }
      return 0;
    }
    if (text.isEmpty()) {
      if (kind == Kind.REQUIRED) {
        throw new IllegalArgumentException(
            "an address from %d to %d is missing".formatted(lowest, highest));
      }
      return standard;
    }
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 5) {
      throw new IllegalArgumentException("'" + text + "' is not an address; write a whole number");
    }
    int address = Integer.parseInt(text);
    if (address < lowest || address > highest) {
      throw new IllegalArgumentException(
          "address must be from %d to %d, was %d".formatted(lowest, highest, address));
    }
    return address;
  }
}
