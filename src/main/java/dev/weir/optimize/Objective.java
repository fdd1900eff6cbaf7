package dev.weir.optimize;

import dev.weir.chemistry.CopolymerComposition;
import dev.weir.experiment.Outcome;

/**
 * A copolymer composition to be reached with at least a given conversion.
 *
 * @param target wanted F1
 * @param tolerance distance of F1 that counts as reached, in mol/mol
 * @param conversionFloor overall conversion below which an outcome does not count, in mol/mol
 */
public record Objective(CopolymerComposition target, double tolerance, double conversionFloor) {
  /** Rejects tolerances and floors outside 0..1. */
  public Objective {
    if (!(tolerance > 0.0 && tolerance < 1.0)) {
      throw new IllegalArgumentException(
          "tolerance must be between 0 and 1 mol/mol, was " + tolerance);
    }
    if (!(conversionFloor >= 0.0 && conversionFloor < 1.0)) {
      throw new IllegalArgumentException(
          "conversion floor must be from 0 to below 1 mol/mol, was " + conversionFloor);
    }
  }

  /**
   * Returns how far an outcome is from what is wanted, smaller is better: the distance of F1 plus
   * what conversion lacks to its floor, in mol/mol.
   */
  public double loss(double copolymerComposition, double conversion) {
    return Math.abs(copolymerComposition - target.value())
        + Math.max(0.0, conversionFloor - conversion);
  }

  /** Returns the loss of a measured outcome. */
  public double loss(Outcome outcome) {
    return loss(outcome.copolymerComposition(), outcome.conversion());
  }

  /** Tells whether a measured outcome is within the tolerance and above the floor. */
  public boolean isReachedBy(Outcome outcome) {
    return isReachedBy(outcome.copolymerComposition(), outcome.conversion());
  }

  /**
   * Tells whether a composition F1 and a conversion X, in mol/mol, are within the tolerance and
   * above the floor.
   */
  public boolean isReachedBy(double copolymerComposition, double conversion) {
    return Math.abs(copolymerComposition - target.value()) <= tolerance
        && conversion >= conversionFloor;
  }
}
