package dev.weir.units;

/**
 * A share of a full range, held in percent: the output of a controller, negative where it cools. It
 * is not an amount fraction.
 *
 * @param percent finite, in %
 */
public record Share(double percent) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Share {
    if (!Double.isFinite(percent)) {
      throw new IllegalArgumentException("share must be finite, in %, was " + percent);
    }
  }

  /** Reads a number with its unit, for example {@code 15 %}. */
  public static Share parse(String text) {
    return (Share) Dimension.SHARE.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.SHARE;
  }

  @Override
  public double canonicalValue() {
    return percent;
  }

  @Override
  public String toString() {
    return print();
  }
}
