package dev.weir.units;

/**
 * A plain number with no unit: a count, a state word, a switch.
 *
 * @param value finite
 */
public record Scalar(double value) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Scalar {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("number must be finite, was " + value);
    }
  }

  /** Reads a number with its unit, for example {@code 3}. */
  public static Scalar parse(String text) {
    return (Scalar) Dimension.NUMBER.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.NUMBER;
  }

  @Override
  public double canonicalValue() {
    return value;
  }

  @Override
  public String toString() {
    return print();
  }
}
