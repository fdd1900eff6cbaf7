package dev.weir.optimize.ask;

/**
 * A rising map of a variable's place, from 0 to 1, onto itself that stretches one end: the
 * distribution function of Kumaraswamy (J. Hydrology 46, 1980, 79), 1 - (1 - u^a)^b, as Snoek and
 * others (ICML 2014) use that of the beta distribution. What lies outside of 0 to 1 stays.
 * Immutable.
 *
 * @param a above 0; below 1 the low end is stretched
 * @param b above 0; below 1 the high end is stretched
 */
record InputWarp(double a, double b) {
  /** Changes nothing. */
  static final InputWarp NONE = new InputWarp(1.0, 1.0);

  /** Slopes at the very ends may be infinite; they are taken this far inside. */
  private static final double INSIDE = 1e-9;

  double to(double place) {
    if (place <= 0.0 || place >= 1.0 || isNone()) {
      return place;
    }
    return 1.0 - StrictMath.pow(1.0 - StrictMath.pow(place, a), b);
  }

  /** Returns the derivative of the warped by the place. */
  double slope(double place) {
    if (place < 0.0 || place > 1.0 || isNone()) {
      return 1.0;
    }
    double u = Math.max(INSIDE, Math.min(1.0 - INSIDE, place));
    double power = StrictMath.pow(u, a);
    return a * b * power / u * StrictMath.pow(1.0 - power, b - 1.0);
  }

  private boolean isNone() {
    return a == 1.0 && b == 1.0;
  }
}
