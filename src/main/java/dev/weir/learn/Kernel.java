package dev.weir.learn;

/**
 * How the correlation of two points falls with their scaled squared distance r^2, the sum of the
 * squared differences, each over its squared length scale. One at r = 0.
 *
 * <p>Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), section 4.2.
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
    double slope(double squared) {
      double a = Math.sqrt(5.0 * squared);
      return 5.0 / 3.0 * (1.0 + a) * StrictMath.exp(-a);
    }

    @Override
    void both(double[] squared, double[] correlations, double[] slopes, int count) {
      for (int i = 0; i < count; i++) {
        double a = Math.sqrt(5.0 * squared[i]);
        double exponential = StrictMath.exp(-a);
        correlations[i] = (1.0 + a + a * a / 3.0) * exponential;
        slopes[i] = 5.0 / 3.0 * (1.0 + a) * exponential;
      }
    }
  },
  /** exp(-r^2/2): functions with all derivatives. */
  SQUARED_EXPONENTIAL {
    @Override
    double correlation(double squared) {
      return StrictMath.exp(-0.5 * squared);
    }

    @Override
    double slope(double squared) {
      return StrictMath.exp(-0.5 * squared);
    }

    @Override
    void both(double[] squared, double[] correlations, double[] slopes, int count) {
      for (int i = 0; i < count; i++) {
        double exponential = StrictMath.exp(-0.5 * squared[i]);
        correlations[i] = exponential;
        slopes[i] = exponential;
      }
    }
  };

  /** Returns the correlation at a scaled squared distance. */
  abstract double correlation(double squared);

  /**
   * Returns what, times the scaled squared difference in one dimension, is the derivative of the
   * correlation by the logarithm of that dimension's length scale; times minus the difference over
   * the squared length scale it is the derivative by a coordinate of the first point.
   */
  abstract double slope(double squared);

  /** Writes correlations and slopes of many distances. */
  abstract void both(double[] squared, double[] correlations, double[] slopes, int count);
}
