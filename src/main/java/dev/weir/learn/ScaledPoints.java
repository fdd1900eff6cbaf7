package dev.weir.learn;

import java.util.List;

/**
 * Points as a kernel with one length scale for each dimension sees them. Immutable; coordinates are
 * kept dimension by dimension, so that distances to all points are vector instructions.
 */
final class ScaledPoints {
  private final Kernel kernel;
  private final double[] inverseSquares;
  private final double[][] coordinates;
  private final int count;

  /**
   * Points.
   *
   * @param lengthScales one for each dimension, above 0
   * @param points as many coordinates each
   */
  ScaledPoints(Kernel kernel, List<Double> lengthScales, List<double[]> points) {
    this.kernel = kernel;
    count = points.size();
    inverseSquares = new double[lengthScales.size()];
    coordinates = new double[inverseSquares.length][count];
    for (int k = 0; k < inverseSquares.length; k++) {
      inverseSquares[k] = 1.0 / (lengthScales.get(k) * lengthScales.get(k));
      for (int i = 0; i < count; i++) {
        coordinates[k][i] = points.get(i)[k];
      }
    }
  }

  int count() {
    return count;
  }

  int dimensions() {
    return inverseSquares.length;
  }

  /** Returns the correlation of two of the points. */
  double correlation(int one, int other) {
    double squared = 0.0;
    for (int k = 0; k < inverseSquares.length; k++) {
      double difference = coordinates[k][one] - coordinates[k][other];
      squared += difference * difference * inverseSquares[k];
    }
    return kernel.correlation(squared);
  }

  /** Writes the correlations of a point with all points, and their slopes. */
  void correlations(double[] point, double[] correlations, double[] slopes) {
    if (point.length != inverseSquares.length) {
      throw new IllegalArgumentException(
          "need " + inverseSquares.length + " coordinates, got " + point.length);
    }
    double[] squared = new double[count];
    for (int k = 0; k < inverseSquares.length; k++) {
      double[] column = coordinates[k];
      double at = point[k];
      double inverseSquare = inverseSquares[k];
      for (int i = 0; i < count; i++) {
        double difference = at - column[i];
        squared[i] += difference * difference * inverseSquare;
      }
    }
    kernel.both(squared, correlations, slopes, count);
  }

  /**
   * Returns the derivative by one coordinate of a point of the sum of its correlations, each times
   * a weight.
   *
   * @param weightedSlopes the slope of each point times its weight
   */
  double derivative(double[] point, double[] weightedSlopes, int coordinate) {
    double[] column = coordinates[coordinate];
    double at = point[coordinate];
    double even = 0.0;
    double odd = 0.0;
    int i = 0;
    for (; i + 1 < count; i += 2) {
      even += weightedSlopes[i] * (at - column[i]);
      odd += weightedSlopes[i + 1] * (at - column[i + 1]);
    }
    for (; i < count; i++) {
      even += weightedSlopes[i] * (at - column[i]);
    }
    return -(even + odd) * inverseSquares[coordinate];
  }

  /** Returns the correlations of all points with each other, row by row. */
  double[] matrix() {
    double[] matrix = new double[count * count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double value = correlation(i, j);
        matrix[i * count + j] = value;
        matrix[j * count + i] = value;
      }
    }
    return matrix;
  }
}
