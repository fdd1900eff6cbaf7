package dev.weir.units;

/**
 * An amount concentration, held in moles per litre.
 *
 * @param molesPerLitre finite and not negative, in mol/L
 */
public record Concentration(double molesPerLitre) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public Concentration {
    if (!Double.isFinite(molesPerLitre) || molesPerLitre < 0.0) {
      throw new IllegalArgumentException(
          "concentration must be finite and >= 0 mol/L, was " + molesPerLitre);
    }
  }

  /** Reads a number with its unit, for example {@code 0.03 mol/L}. */
  public static Concentration parse(String text) {
    return (Concentration) Dimension.CONCENTRATION.parse(text);
  }

  @Override
  public Dimension dimension() {
    return Dimension.CONCENTRATION;
  }

  @Override
  public double canonicalValue() {
    return molesPerLitre;
  }

  @Override
  public String toString() {
    return print();
  }
}
