package dev.weir.chemistry;

/**
 * Mole fraction of monomer 1 in the unreacted monomers, f1 (f10 at the inlet). Not the polymer's:
 * that is {@link CopolymerComposition}.
 *
 * @param value from 0 to 1, in mol/mol
 */
public record FeedComposition(double value) {
  /** Rejects NaN and values outside 0..1. */
  public FeedComposition {
    if (!(value >= 0.0 && value <= 1.0)) {
      throw new IllegalArgumentException(
          "feed composition must be from 0 to 1 mol/mol, was " + value);
    }
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
