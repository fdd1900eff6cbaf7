package dev.weir.optimize.ask;

/**
 * A run in which one variable is driven evenly from one value to another while samples are taken,
 * instead of being held. Immutable.
 *
 * @param variable position of the variable among those of the problem
 * @param aliquots how many samples are taken, the first and the last at the ends, 2 to 32
 * @param cost of a ramp, in steady runs, above 0
 */
public record Ramp(int variable, int aliquots, double cost) {
  /** Most samples of one ramp. */
  public static final int MOST_ALIQUOTS = 32;

  /** Rejects ramps without an extent and those that cost nothing. */
  public Ramp {
    if (aliquots < 2 || aliquots > MOST_ALIQUOTS) {
      throw new IllegalArgumentException(
          "a ramp needs 2 to " + MOST_ALIQUOTS + " aliquots, was " + aliquots);
    }
    if (!(cost > 0.0) || !Double.isFinite(cost)) {
      throw new IllegalArgumentException(
          "the cost of a ramp must be above 0 steady runs, was " + cost);
    }
  }

  /**
   * The place of one point in a ramp that was proposed, and what speaks for the ramp.
   *
   * @param number of the ramp in its answer, from 1
   * @param variable that is driven
   * @param from its first value, in its unit
   * @param to its last value, in its unit
   * @param aliquot number of the point, from 1
   * @param aliquots how many points the ramp has
   * @param gain expected of all its points together, in the unit of the objective (several: of the
   *     hypervolume); while nothing meets the conditions, the probability that a point does
   * @param singleGain the same of the best single point
   * @param cost of the ramp over that of the single run
   */
  public record Place(
      int number,
      String variable,
      double from,
      double to,
      int aliquot,
      int aliquots,
      double gain,
      double singleGain,
      double cost) {}
}
