package dev.weir.learn;

/**
 * How the correlation of two points falls with their scaled squared differences q, in each
 * dimension the squared difference over the squared length scale. One where all are zero.
 *
 * <p>The radial ones see only r^2, the sum of all q: Rasmussen and Williams, Gaussian Processes for
 * Machine Learning (2006), section 4.2.
 */
public enum Kernel {
  /** (1 + a + a^2/3) exp(-a), a = sqrt(5) r: functions with two derivatives. */
  MATERN52 {
    @Override
    double correlation(double squared) {
      double a = Math.sqrt(5.0 * squared);
      return (1.0 + a + a * a / 3.0) * StrictMath.exp(-a);
    }

    @Override
    Correlations radial(double[] squared) {
      double[] correlations = new double[squared.length];
      double[] slopes = new double[squared.length];
      for (int i = 0; i < squared.length; i++) {
        double a = Math.sqrt(5.0 * squared[i]);
        double exponential = StrictMath.exp(-a);
        correlations[i] = (1.0 + a + a * a / 3.0) * exponential;
        slopes[i] = 5.0 / 3.0 * (1.0 + a) * exponential;
      }
      return new Correlations(correlations, slopes);
    }
  },
  /** exp(-r^2/2): functions with all derivatives. */
  SQUARED_EXPONENTIAL {
    @Override
    double correlation(double squared) {
      return StrictMath.exp(-0.5 * squared);
    }

    @Override
    Correlations radial(double[] squared) {
      double[] correlations = new double[squared.length];
      double[] slopes = new double[squared.length];
      for (int i = 0; i < squared.length; i++) {
        double exponential = StrictMath.exp(-0.5 * squared[i]);
        correlations[i] = exponential;
        slopes[i] = exponential;
      }
      return new Correlations(correlations, slopes);
    }
  },
  /**
   * Functions with all derivatives that are mostly sums of what single variables and pairs of them
   * do, see {@link Interactions}.
   */
  INTERACTIONS {
    @Override
    boolean isRadial() {
      return false;
    }

    @Override
    double correlation(double squared) {
      throw new IllegalStateException("the correlation is no function of the distance");
    }

    @Override
    Correlations radial(double[] squared) {
      throw new IllegalStateException("the correlation is no function of the distance");
    }

    @Override
    Correlations of(double[][] squares, double[] inverseSquares) {
      return Interactions.of(squares, inverseSquares);
    }
  };

  /** Tells whether only the scaled distance matters. */
  boolean isRadial() {
    return true;
  }

  /** Returns the correlation of a radial kernel at a scaled squared distance. */
  abstract double correlation(double squared);

  /** Returns the correlations of a radial kernel at many scaled squared distances. */
  abstract Correlations radial(double[] squared);

  /**
   * Returns the correlations of many pairs of points.
   *
   * @param squares for each dimension the squared difference of each pair
   * @param inverseSquares for each dimension one over the squared length scale
   */
  Correlations of(double[][] squares, double[] inverseSquares) {
    double[] distances = new double[squares[0].length];
    for (int k = 0; k < squares.length; k++) {
      double inverseSquare = inverseSquares[k];
      double[] column = squares[k];
      for (int pair = 0; pair < distances.length; pair++) {
        distances[pair] += column[pair] * inverseSquare;
      }
    }
    return radial(distances);
  }
}
