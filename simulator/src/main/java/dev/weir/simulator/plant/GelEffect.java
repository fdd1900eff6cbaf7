package dev.weir.simulator.plant;

/** How the termination of radicals slows down as polymer thickens the liquid. */
public enum GelEffect {
  /** Not at all. */
  NONE,
  /**
   * Free volume (Marten and Hamielec type) with the constants for MMA; nearly nothing happens in
   * dilute solution. The state at the onset is not remembered along the tube: the present molar
   * mass stands in for it.
   */
  FREE_VOLUME,
  /**
   * Termination falls with exp(-g φ), φ the polymer's volume fraction; a plain form with an assumed
   * strength g.
   */
  EXPONENTIAL
}
