package dev.weir.learn.regress;

/** What a method has learnt: a distribution of the output for any input. Immutable; any thread. */
@FunctionalInterface
public interface Regressor {
  /**
   * Returns the distribution of a new measurement whose known noise is zero.
   *
   * @param input as many features as it was taught, in the same order and units
   */
  Normal at(double[] input);
}
