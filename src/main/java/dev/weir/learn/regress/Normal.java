package dev.weir.learn.regress;

/**
 * A normal distribution, as the answer of a regressor, in the unit of what it learnt.
 *
 * @param mean finite
 * @param standardDeviation finite, 0 or more; it holds all scatter but that part of a measurement's
 *     noise which was known beforehand
 */
public record Normal(double mean, double standardDeviation) {
  /** Standard deviations on either side of the mean that hold 95 % of a normal distribution. */
  public static final double SIDE_95 = 1.959963984540054;

  /** Rejects numbers outside their ranges. */
  public Normal {
    if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation < 0.0) {
      throw new IllegalArgumentException(
          "a normal distribution needs a finite mean and deviation >= 0, got %s and %s"
              .formatted(mean, standardDeviation));
    }
  }

  /** Tells whether the central 95 % interval holds a value. */
  public boolean holds(double value) {
    return Math.abs(value - mean) <= SIDE_95 * standardDeviation;
  }
}
