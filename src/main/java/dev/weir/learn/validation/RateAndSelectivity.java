package dev.weir.learn.validation;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.learn.ConversionTransform;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.regress.Normal;
import java.util.List;

/**
 * The pair of numbers that the regressors learn in place of X1 and X2. Both monomers meet the same
 * radicals, so on the complementary log-log scale, y = ln(-ln(1 - X)), their conversions rise and
 * fall together: the rate (y1 + y2)/2 moves with time and temperature, the selectivity y1 - y2
 * hardly does (it is constant along a reactor in which the ratio of the two consumption constants
 * is). Errors of the two are nearly independent, those of X1 and X2 are not; F1 depends on the
 * selectivity alone where little has reacted.
 */
enum RateAndSelectivity {
  /** Mean of the two transformed conversions. */
  RATE(0.5, 0.5),
  /** First transformed conversion less the second. */
  SELECTIVITY(1.0, -1.0);

  /** Nodes and weights of the Gauss-Hermite rule of order 5 for a standard normal number. */
  private static final List<Double> NODES =
      List.of(-2.856970013872806, -1.355626179974266, 0.0, 1.355626179974266, 2.856970013872806);

  private static final List<Double> WEIGHTS =
      List.of(
          0.011257411327720693,
          0.22207592200561266,
          0.5333333333333333,
          0.22207592200561266,
          0.011257411327720693);

  private final double factor1;
  private final double factor2;

  RateAndSelectivity(double factor1, double factor2) {
    this.factor1 = factor1;
    this.factor2 = factor2;
  }

  /** Returns what was measured, dimensionless. */
  double measured(LearningRun run) {
    return factor1 * ConversionTransform.forward(run.conversion1().value())
        + factor2 * ConversionTransform.forward(run.conversion2().value());
  }

  /** Returns the variance of the analyser's noise on it. */
  double noise(LearningRun run) {
    return factor1 * factor1 * noise(run.conversion1())
        + factor2 * factor2 * noise(run.conversion2());
  }

  private static double noise(MeasuredConversion measured) {
    return Math.pow(measured.standardDeviation() * ConversionTransform.slope(measured.value()), 2);
  }

  /** Returns mean and deviation of X1, X2, X and F1 by quadrature over rate and selectivity. */
  static AnalyserNoise.Truth truth(double f10, Normal rate, Normal selectivity) {
    double[] sums = new double[4];
    double[] squares = new double[4];
    for (int i = 0; i < NODES.size(); i++) {
      double y = rate.mean() + rate.standardDeviation() * NODES.get(i);
      for (int j = 0; j < NODES.size(); j++) {
        double half = 0.5 * (selectivity.mean() + selectivity.standardDeviation() * NODES.get(j));
        double one = ConversionTransform.back(y + half);
        double two = ConversionTransform.back(y - half);
        double overall = f10 * one + (1.0 - f10) * two;
        double share = overall > 0.0 ? f10 * one / overall : f10;
        double weight = WEIGHTS.get(i) * WEIGHTS.get(j);
        double[] values = {one, two, overall, share};
        for (int k = 0; k < values.length; k++) {
          sums[k] += weight * values[k];
          squares[k] += weight * values[k] * values[k];
        }
      }
    }
    Normal[] normals = new Normal[sums.length];
    for (int k = 0; k < sums.length; k++) {
      normals[k] = new Normal(sums[k], Math.sqrt(Math.max(0.0, squares[k] - sums[k] * sums[k])));
    }
    return new AnalyserNoise.Truth(normals[0], normals[1], normals[2], normals[3]);
  }
}
