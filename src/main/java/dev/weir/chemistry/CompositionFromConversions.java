package dev.weir.chemistry;

/**
 * Copolymer composition and overall conversion from the conversions of the two monomers, with
 * propagated errors.
 *
 * <p>F1 = f10 X1 / (f10 X1 + (1 - f10) X2) and X = f10 X1 + (1 - f10) X2, at constant density.
 * Errors to first order: those that X1 and X2 share cancel in F1; at low conversion they blow up.
 */
public final class CompositionFromConversions {
  /**
   * An overall conversion must exceed its own standard deviation by this factor to give a
   * composition.
   */
  public static final double LEAST_SIGNIFICANCE = 2.0;

  /**
   * Below this overall conversion, in mol/mol, no composition is given even without a known error.
   */
  public static final double LEAST_CONVERSION = 1e-6;

  private CompositionFromConversions() {}

  /**
   * The conversions of both monomers as measured or predicted.
   *
   * @param conversion1 of monomer 1, finite, in mol/mol; noise may carry it outside 0..1
   * @param deviation1 its standard deviation, finite and 0 or more, in mol/mol
   * @param conversion2 of monomer 2, finite, in mol/mol
   * @param deviation2 its standard deviation, finite and 0 or more, in mol/mol
   * @param correlation of the two errors, from -1 to 1; 0 when nothing is known of it
   */
  public record Conversions(
      double conversion1,
      double deviation1,
      double conversion2,
      double deviation2,
      double correlation) {
    /** Rejects numbers outside their ranges. */
    public Conversions {
      if (!Double.isFinite(conversion1) || !Double.isFinite(conversion2)) {
        throw new IllegalArgumentException(
            "conversions must be finite, in mol/mol, were " + conversion1 + " and " + conversion2);
      }
      if (!Double.isFinite(deviation1)
          || deviation1 < 0.0
          || !Double.isFinite(deviation2)
          || deviation2 < 0.0) {
        throw new IllegalArgumentException(
            "standard deviations must be finite and >= 0 mol/mol, were %s and %s"
                .formatted(deviation1, deviation2));
      }
      if (!(correlation >= -1.0 && correlation <= 1.0)) {
        throw new IllegalArgumentException("correlation must be from -1 to 1, was " + correlation);
      }
    }

    /** Returns the conversions with errors that know nothing of each other. */
    public static Conversions independent(
        double conversion1, double deviation1, double conversion2, double deviation2) {
      return new Conversions(conversion1, deviation1, conversion2, deviation2, 0.0);
    }
  }

  /** What the conversions say; the overall conversion is always known, the composition not. */
  public sealed interface Result {
    /** Returns the overall molar conversion X, in mol/mol. */
    double conversion();

    /** Returns the standard deviation of the overall conversion, in mol/mol. */
    double conversionDeviation();
  }

  /**
   * Enough has reacted to tell the composition.
   *
   * @param composition cumulative F1, in mol/mol; a little outside 0..1 when noise carries a
   *     conversion below zero
   * @param compositionDeviation its standard deviation, in mol/mol
   * @param conversion overall molar conversion X, in mol/mol
   * @param conversionDeviation its standard deviation, in mol/mol
   */
  public record Known(
      double composition,
      double compositionDeviation,
      double conversion,
      double conversionDeviation)
      implements Result {}

  /**
   * Too little has reacted to tell the composition.
   *
   * @param reason one line, with the conversion and the limit it misses
   * @param conversion overall molar conversion X, in mol/mol
   * @param conversionDeviation its standard deviation, in mol/mol
   */
  public record Undefined(String reason, double conversion, double conversionDeviation)
      implements Result {}

  /** Returns composition and overall conversion for a feed composition at the inlet. */
  public static Result of(FeedComposition f10, Conversions measured) {
    double f1 = f10.value();
    double f2 = 1.0 - f1;
    double polymer1 = f1 * measured.conversion1();
    double polymer2 = f2 * measured.conversion2();
    double overall = polymer1 + polymer2;
    double overallDeviation = deviation(f1, f2, measured);
    double least = Math.max(LEAST_CONVERSION, LEAST_SIGNIFICANCE * overallDeviation);
    if (overall < least) {
      return new Undefined(
          "composition is undefined: overall conversion %s mol/mol is below %s mol/mol"
              .formatted(overall, least),
          overall,
          overallDeviation);
    }
    double slope1 = f1 * polymer2 / (overall * overall);
    double slope2 = -f2 * polymer1 / (overall * overall);
    return new Known(
        polymer1 / overall, deviation(slope1, slope2, measured), overall, overallDeviation);
  }

  private static double deviation(double slope1, double slope2, Conversions measured) {
    double part1 = slope1 * measured.deviation1();
    double part2 = slope2 * measured.deviation2();
    double variance = part1 * part1 + part2 * part2 + 2.0 * measured.correlation() * part1 * part2;
    return Math.sqrt(Math.max(0.0, variance));
  }
}
