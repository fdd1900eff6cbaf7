package dev.weir.chemistry;

/**
 * Share of a monomer that has reacted, X.
 *
 * @param value from 0 to 1, in mol/mol
 */
public record Conversion(double value) {
  /** Rejects NaN and values outside 0..1. */
  public Conversion {
    if (!(value >= 0.0 && value <= 1.0)) {
      throw new IllegalArgumentException("conversion must be from 0 to 1 mol/mol, was " + value);
    }
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
