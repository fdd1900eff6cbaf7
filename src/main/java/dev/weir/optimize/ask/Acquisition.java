package dev.weir.optimize.ask;

/** How much a point is worth trying. Pure; any thread. */
@FunctionalInterface
interface Acquisition {
  /**
   * Returns the logarithm of the worth of a point, larger is better.
   *
   * @param values of the variables, allowed or not
   */
  double logValue(double[] values);
}
