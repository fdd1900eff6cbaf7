package dev.weir.chemistry;

/**
 * Mass of one mole of a substance.
 *
 * @param gramsPerMole finite and above zero, in g/mol
 */
public record MolarMass(double gramsPerMole) {
  /** Rejects NaN, infinities and values outside the range. */
  public MolarMass {
    if (!Double.isFinite(gramsPerMole) || gramsPerMole <= 0.0) {
      throw new IllegalArgumentException(
          "molar mass must be finite and > 0 g/mol, was " + gramsPerMole);
    }
  }

  @Override
  public String toString() {
    return gramsPerMole + " g/mol";
  }
}
