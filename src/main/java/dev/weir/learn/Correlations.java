package dev.weir.learn;

/**
 * Correlations of many pairs of points, and their slopes: what, times the scaled squared difference
 * in one dimension, is the derivative by the logarithm of that dimension's length scale; times
 * minus the difference over the squared length scale it is the derivative by a coordinate of the
 * first point. One instance belongs to one thread.
 */
final class Correlations {
  private final double[] values;
  private final double[][] slopes;

  /**
   * Correlations.
   *
   * @param values one for each pair
   * @param slopes of each pair: one array for each dimension, or one for all
   */
  Correlations(double[] values, double[]... slopes) {
    this.values = values;
    this.slopes = slopes;
  }

  /** Returns the correlations, to be read or worked on. */
  double[] values() {
    return values;
  }

  /** Returns for each dimension the slopes, each times a weight of its pair; to be read. */
  double[][] weightedSlopes(double[] weights, int dimensions) {
    double[][] weighted = new double[dimensions][];
    for (int k = 0; k < dimensions; k++) {
      weighted[k] = k < slopes.length ? weighted(slopes[k], weights) : weighted[0];
    }
    return weighted;
  }

  private static double[] weighted(double[] slopes, double[] weights) {
    double[] weighted = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weighted[i] = slopes[i] * weights[i];
    }
    return weighted;
  }
}
