package dev.weir.learn;

/**
 * The correlation of functions that are mostly sums of what single variables and pairs of variables
 * do. Pure.
 *
 * <p>With z = exp(-q/2) of each of d dimensions, q the scaled squared difference: the mean of all
 * z, the mean of the products of all pairs, and the product of all, in fixed shares. Such a
 * function is known in a corner of the box once its edges and faces are known, which a product of
 * all dimensions alone cannot tell. Additive Gaussian processes: Duvenaud, Nickisch and Rasmussen,
 * NIPS 2011; the shares were tuned on DTLZ2, with seeds that do not judge.
 */
final class Interactions {
  private static final double SINGLE = 0.4;
  private static final double PAIRS = 0.5;
  private static final double ALL = 0.1;

  private Interactions() {}

  /** Returns correlations and slopes; arguments as of {@link Kernel#of}. */
  static Correlations of(double[][] squares, double[] inverseSquares) {
    int dimensions = squares.length;
    int count = squares[0].length;
    double single = (dimensions > 1 ? SINGLE : SINGLE + PAIRS) / dimensions;
    double paired = dimensions > 1 ? PAIRS / (0.5 * dimensions * (dimensions - 1)) : 0.0;
    double[][] z = new double[dimensions][count];
    double[] sums = new double[count];
    double[] ofSquares = new double[count];
    double[] products = new double[count];
    java.util.Arrays.fill(products, 1.0);
    for (int k = 0; k < dimensions; k++) {
      double[] column = squares[k];
      double[] here = z[k];
      double half = -0.5 * inverseSquares[k];
      for (int i = 0; i < count; i++) {
        double value = StrictMath.exp(half * column[i]);
        here[i] = value;
        sums[i] += value;
        ofSquares[i] += value * value;
        products[i] *= value;
      }
    }
    double[] correlations = new double[count];
    for (int i = 0; i < count; i++) {
      double pairs = 0.5 * (sums[i] * sums[i] - ofSquares[i]);
      correlations[i] = single * sums[i] + paired * pairs + ALL * products[i];
    }
    for (double[] here : z) {
      for (int i = 0; i < count; i++) {
        here[i] = here[i] * (single + paired * (sums[i] - here[i])) + ALL * products[i];
      }
    }
    return new Correlations(correlations, z);
  }
}
