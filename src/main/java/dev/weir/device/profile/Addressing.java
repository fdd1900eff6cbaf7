package dev.weir.device.profile;

/**
 * How a device on a shared line is addressed.
 *
 * @param kind whether there are addresses
 * @param lowest the lowest address
 * @param highest the highest address
 * @param standard the address of a device as delivered, which it also has when none is configured
 * @param digits decimal digits of the address in text messages
 */
public record Addressing(Kind kind, int lowest, int highest, int standard, int digits) {
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

  /** A device that is alone on its line. */
  public static final Addressing ALONE = new Addressing(Kind.NONE, 0, 0, 0, 0);

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
