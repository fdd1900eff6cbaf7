package dev.weir.experiment;

import dev.weir.flow.AgeSpread;

/**
 * What the spread of residence times in an aliquot of a ramp does to a conversion, beside what it
 * does in a steady state. Pure.
 *
 * <p>Idea: the liquid of an aliquot is mixed, so its conversion is the mean over the spread, and
 * differs from that at the mean residence time by half the curvature times the variance. Only the
 * difference of the variance from that of a steady flow is new. The curvature is taken as that of a
 * first-order reaction, X = 1 - exp(-y): |d²X/dτ²| τ² = y² exp(-y) (assumed; radical polymerisation
 * is of first order in the monomer as long as the initiator lasts).
 */
final class AddedSpread {
  /** Largest y² exp(-y), at y = 2. */
  private static final double STEEPEST = 4.0 * Math.exp(-2.0);

  private static final double ALMOST_ALL = 1.0 - 1e-6;

  private AddedSpread() {}

  /** Returns the standard deviation added to a conversion, in mol/mol. */
  static double at(double conversion, AgeSpread spread) {
    double y = -Math.log1p(-Math.min(ALMOST_ALL, Math.max(0.0, conversion)));
    return 0.5 * y * y * Math.exp(-y) * spread.relativeExcess();
  }

  /** Returns the most that can be added to any conversion, in mol/mol. */
  static double largest(AgeSpread spread) {
    return 0.5 * STEEPEST * spread.relativeExcess();
  }
}
