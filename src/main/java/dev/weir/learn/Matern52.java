package dev.weir.learn;

/**
 * The Matern 5/2 correlation with a length scale for each dimension: (1 + a + a^2/3) exp(-a), a =
 * sqrt(5) r, where r^2 is the sum of the squared differences, each over its squared length scale.
 * One at r = 0, twice differentiable.
 *
 * <p>Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equation 4.17.
 * Immutable.
 */
public final class Matern52 {
  private final double[] inverseSquares;

  /**
   * A kernel.
   *
   * @param lengthScales one for each dimension, above 0
   */
  public Matern52(double[] lengthScales) {
    inverseSquares = new double[lengthScales.length];
    for (int i = 0; i < lengthScales.length; i++) {
      inverseSquares[i] = 1.0 / (lengthScales[i] * lengthScales[i]);
    }
  }

  /** Returns the correlation of two points. */
  public double correlation(double[] a, double[] b) {
    double squared = 0.0;
    for (int i = 0; i < inverseSquares.length; i++) {
      double difference = a[i] - b[i];
      squared += difference * difference * inverseSquares[i];
    }
    return correlation(squared);
  }

  /** Returns the correlation at a scaled squared distance r^2. */
  public static double correlation(double squared) {
    return Kernel.MATERN52.correlation(squared);
  }
}
