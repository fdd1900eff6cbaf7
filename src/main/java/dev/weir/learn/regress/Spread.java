package dev.weir.learn.regress;

/**
 * Scatter of residuals beyond their known noise: residual i is normal with variance s² + k_i, k_i
 * known, s² the most probable one.
 *
 * @param deviation s, in the unit of the residuals
 * @param logLikelihood of the residuals at s, without its constant
 */
record Spread(double deviation, double logLikelihood) {
  private static final int HALVINGS = 60;

  /** The least share of the scatter that is not put down to known noise. */
  private static final double LEAST = 1e-4;

  /**
   * Returns the spread of residuals.
   *
   * @param residuals at least one
   * @param known variance of each, 0 or more
   */
  static Spread of(double[] residuals, double[] known) {
    double largest = 0.0;
    for (double residual : residuals) {
      largest = Math.max(largest, residual * residual);
    }
    if (largest <= 0.0) {
      return new Spread(0.0, Double.POSITIVE_INFINITY);
    }
    double low = Math.log(LEAST * mean(residuals));
    double high = Math.log(largest);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (slope(residuals, known, Math.exp(middle)) > 0.0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double variance = Math.exp(low);
    double sum = 0.0;
    for (int i = 0; i < residuals.length; i++) {
      double all = variance + known[i];
      sum -= 0.5 * (Math.log(all) + residuals[i] * residuals[i] / all);
    }
    return new Spread(Math.sqrt(variance), sum);
  }

  private static double slope(double[] residuals, double[] known, double variance) {
    double sum = 0.0;
    for (int i = 0; i < residuals.length; i++) {
      double all = variance + known[i];
      sum += (residuals[i] * residuals[i] - all) / (all * all);
    }
    return sum;
  }

  private static double mean(double[] residuals) {
    double sum = 0.0;
    for (double residual : residuals) {
      sum += residual * residual / residuals.length;
    }
    return sum;
  }
}
