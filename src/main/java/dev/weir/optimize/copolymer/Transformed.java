package dev.weir.optimize.copolymer;

/** The complementary log-log scale of conversions, u = ln(-ln(1 - X)). Pure. */
final class Transformed {
  private Transformed() {}

  /** Returns the conversion, in mol/mol. */
  static double back(double transformed) {
    return -StrictMath.expm1(-StrictMath.exp(transformed));
  }

  /** Returns by how much the conversion changes for a small change of u. */
  static double slopeOfBack(double transformed) {
    double odds = StrictMath.exp(transformed);
    return odds * StrictMath.exp(-odds);
  }
}
