package dev.weir.units;

/**
 * A mass, held in grams; negative where a balance was set to zero under a load.
 *
 * @param grams finite, in g
 */
public record Mass(double grams) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Mass {
    if (!Double.isFinite(grams)) {
      throw new IllegalArgumentException("mass must be finite, in g, was " + grams);
    }
  }

  /** Reads a number with its unit, for example {@code 15 g}. */
  public static Mass parse(String text) {
    return (Mass) Dimension.MASS.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.MASS;
  }

  @Override
  public double canonicalValue() {
    return grams;
  }

  @Override
  public String toString() {
    return print();
  }
}
