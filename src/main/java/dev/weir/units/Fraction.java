package dev.weir.units;

/**
 * A share of a whole: mole fraction, controller output, fill level.
 *
 * @param value from 0 to 1
 */
public record Fraction(double value) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Fraction {
    if (!Double.isFinite(value) || value < 0.0 || value > 1.0) {
      throw new IllegalArgumentException("fraction must be from 0 to 1, was " + value);
    }
  }

  /** Reads a number with its unit, for example {@code 50 %}. */
  public static Fraction parse(String text) {
    return (Fraction) Dimension.FRACTION.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.FRACTION;
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
