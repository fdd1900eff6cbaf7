package dev.weir.learn.mechanistic;

import java.util.ArrayList;
import java.util.List;

/** Mean and covariance of all parameters, over the widths that count. Immutable. */
final class Posterior {
  private final double[] means;
  private final double[] covariance;

  private Posterior(double[] means, double[] covariance) {
    this.means = means;
    this.covariance = covariance;
  }

  static Posterior of(ParameterVector parameters, Settling.Settled settled) {
    int size = parameters.size();
    double[] means = new double[size];
    double[] covariance = new double[size * size];
    for (Settling.Weighted each : settled.weighted()) {
      for (int k = 0; k < size; k++) {
        means[k] += each.weight() * each.conditioned().theta[k];
      }
    }
    for (Settling.Weighted each : settled.weighted()) {
      double[] theta = each.conditioned().theta;
      for (int k = 0; k < size; k++) {
        double[] column = new double[size];
        column[k] = 1.0;
        each.conditioned().precision().solve(column);
        for (int l = 0; l < size; l++) {
          double apart = (theta[k] - means[k]) * (theta[l] - means[l]);
          covariance[k * size + l] += each.weight() * (column[l] + apart);
        }
      }
    }
    return new Posterior(means, covariance);
  }

  /** Returns the means; not to be written to. */
  double[] means() {
    return means;
  }

  double mean(int parameter) {
    return means[parameter];
  }

  double deviation(int parameter) {
    return Math.sqrt(Math.max(0.0, covariance[parameter * means.length + parameter]));
  }

  PairPosterior of(int[] places) {
    List<Double> chosen = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    for (int place : places) {
      chosen.add(means[place]);
      for (int other : places) {
        both.add(covariance[place * means.length + other]);
      }
    }
    return new PairPosterior(chosen, both);
  }
}
