package dev.weir.learn.regress;

/**
 * A way to learn with its settings chosen. Immutable; any thread. What comes out of {@link #fit}
 * depends on the samples and the seed only.
 */
public sealed interface Method
    permits NuSvr, RandomForest, PartialLeastSquares, GaussianProcessMethod {
  /**
   * Learns.
   *
   * @param samples inputs already scaled
   * @param seed of every random choice; methods without any ignore it
   */
  Regressor fit(Samples samples, long seed);

  /** Returns the settings in one line. */
  String settings();
}
