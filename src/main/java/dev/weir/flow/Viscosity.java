package dev.weir.flow;

/**
 * Dynamic viscosity of the flowing liquid.
 *
 * @param millipascalSeconds finite and above zero, in mPa s
 */
public record Viscosity(double millipascalSeconds) {
  /** Rejects numbers that are not finite and above zero. */
  public Viscosity {
    if (!Double.isFinite(millipascalSeconds) || millipascalSeconds <= 0.0) {
      throw new IllegalArgumentException(
          "viscosity must be finite and > 0 mPa s, was " + millipascalSeconds);
    }
  }
}
