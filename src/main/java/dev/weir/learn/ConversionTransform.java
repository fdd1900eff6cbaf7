package dev.weir.learn;

/**
 * The complementary log-log of a conversion, ln(-ln(1 - X)): unbounded, and linear in the logarithm
 * of time and in 1/T for a first-order reaction, X = 1 - exp(-k t).
 */
public final class ConversionTransform {
  /**
   * Nearest that a measured conversion is taken to 0 or 1, in mol/mol: noise may carry it beyond.
   */
  public static final double EDGE = 0.005;

  private ConversionTransform() {}

  /**
   * Returns the transform of a measured conversion, which is moved to the edge when it is beyond.
   */
  public static double forward(double conversion) {
    return StrictMath.log(-StrictMath.log1p(-inside(conversion)));
  }

  /**
   * Returns by how much the transform changes for a small change of the conversion, at the same
   * place.
   */
  public static double slope(double conversion) {
    double x = inside(conversion);
    return 1.0 / (-(1.0 - x) * StrictMath.log1p(-x));
  }

  /** Returns the conversion, in mol/mol. */
  public static double back(double transformed) {
    return -StrictMath.expm1(-StrictMath.exp(transformed));
  }

  private static double inside(double conversion) {
    return Math.max(EDGE, Math.min(1.0 - EDGE, conversion));
  }
}
