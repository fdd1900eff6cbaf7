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

  /** Returns the correlations of a point with all points. */
  Correlations correlations(double[] point) {
    if (point.length != inverseSquares.length) {
      throw new IllegalArgumentException(
          "need " + inverseSquares.length + " coordinates, got " + point.length);
    }
    if (!kernel.isRadial()) {
      return kernel.of(squares(point), inverseSquares);
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
    return kernel.radial(squared);
  }

  private double[][] squares(double[] point) {
    double[][] squares = new double[inverseSquares.length][count];
    for (int k = 0; k < squares.length; k++) {
      double[] column = coordinates[k];
      double at = point[k];
      double[] here = squares[k];
      for (int i = 0; i < count; i++) {
        double difference = at - column[i];
        here[i] = difference * difference;
      }
    }
    return squares;
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
    double[] point = new double[inverseSquares.length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < point.length; k++) {
        point[k] = coordinates[k][i];
      }
      System.arraycopy(correlations(point).values(), 0, matrix, i * count, count);
    }
    return matrix;
  }
}
