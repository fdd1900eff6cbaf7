package dev.weir.device.profile.language;

/**
 * How a number is filled up to a width.
 *
 * @param width characters in all; 0 for as many as it needs
 * @param fill zeros behind the sign, or spaces
 * @param plus whether a plus sign is written before a number that is not negative
 */
public record NumberLayout(int width, Fill fill, boolean plus) {
  /** As many characters as the number needs. */
  public static final NumberLayout TIGHT = new NumberLayout(0, Fill.ZERO, false);

  /** What fills a number up. */
  public enum Fill {
    /** Zeros between sign and digits. */
    ZERO,
    /** Spaces in front; between sign and digits they are read as well. */
    SPACE,
    /** Spaces behind. */
    SPACE_BEHIND
  }
}
