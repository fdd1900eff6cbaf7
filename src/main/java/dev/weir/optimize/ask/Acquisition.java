package dev.weir.optimize.ask;

/** How much a point is worth trying. Pure; any thread. */
interface Acquisition {
  /**
   * Returns the logarithm of the worth of a point, larger is better.
   *
   * @param values of the variables, allowed or not
   */
  double logValue(double[] values);

  /**
   * Returns the same and adds its derivatives.
   *
   * @param values of the variables, allowed or not
   * @param slopes receives them
   */
  double logValue(double[] values, Slopes slopes);

  /** Derivatives by what a point is seen as. One instance belongs to one thread. */
  final class Slopes {
    private final double[] byFeature;
    private final double[] byValue;

    Slopes(int features, int values) {
      byFeature = new double[features];
      byValue = new double[values];
    }

    /** Returns the derivatives by the features; to be added to. */
    double[] byFeature() {
      return byFeature;
    }

    /** Returns the derivatives by the values themselves; to be added to. */
    double[] byValue() {
      return byValue;
    }
  }

  /** Returns the product of two worths. */
  static Acquisition product(Acquisition one, Acquisition other) {
    return new Acquisition() {
      @Override
      public double logValue(double[] values) {
        return one.logValue(values) + other.logValue(values);
      }

      @Override
      public double logValue(double[] values, Slopes slopes) {
        return one.logValue(values, slopes) + other.logValue(values, slopes);
      }
    };
  }
}
