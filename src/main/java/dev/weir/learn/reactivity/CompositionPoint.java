package dev.weir.learn.reactivity;

/**
 * A measured pair of compositions.
 *
 * @param feed f10, mole fraction of monomer 1 in the feed, above 0 and below 1, in mol/mol
 * @param copolymer F1, mole fraction of monomer 1 in the copolymer, cumulative, from 0 to 1
 * @param conversion overall molar conversion at which it was taken, from 0 to below 1; 0 for the
 *     instantaneous composition
 */
public record CompositionPoint(double feed, double copolymer, double conversion) {
  /** Rejects numbers outside their ranges. */
  public CompositionPoint {
    if (!(feed > 0.0 && feed < 1.0)) {
      throw new IllegalArgumentException(
          "feed composition must be between 0 and 1 mol/mol, was " + feed);
    }
    if (!(copolymer >= 0.0 && copolymer <= 1.0)) {
      throw new IllegalArgumentException(
          "copolymer composition must be from 0 to 1 mol/mol, was " + copolymer);
    }
    if (!(conversion >= 0.0 && conversion < 1.0)) {
      throw new IllegalArgumentException(
          "conversion must be from 0 to below 1 mol/mol, was " + conversion);
    }
  }
}
