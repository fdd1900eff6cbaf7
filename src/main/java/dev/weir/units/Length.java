package dev.weir.units;

/**
 * A length, held in millimetres.
 *
 * @param millimetres finite and not negative, in mm
 */
public record Length(double millimetres) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Length {
    if (!Double.isFinite(millimetres) || millimetres < 0.0) {
      throw new IllegalArgumentException("length must be finite and >= 0 mm, was " + millimetres);
    }
  }

  /** Reads a number with its unit, for example {@code 1 mm}. */
  public static Length parse(String text) {
    return (Length) Dimension.LENGTH.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.LENGTH;
  }

  @Override
  public double canonicalValue() {
    return millimetres;
  }

  @Override
  public String toString() {
    return print();
  }
}
