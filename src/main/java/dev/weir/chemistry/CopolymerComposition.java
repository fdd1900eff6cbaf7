package dev.weir.chemistry;

/**
 * Mole fraction of monomer 1 in the polymer, F1. Not the feed's: that is {@link FeedComposition}.
 *
 * @param value from 0 to 1, in mol/mol
 */
public record CopolymerComposition(double value) {
  /** Rejects NaN and values outside 0..1. */
  public CopolymerComposition {
    if (!(value >= 0.0 && value <= 1.0)) {
      throw new IllegalArgumentException(
          "copolymer composition must be from 0 to 1 mol/mol, was " + value);
    }
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
