package dev.weir.learn.mechanistic;

import org.ejml.data.DMatrixRMaj;

/**
 * What the runs say under given widths of the correction, in the linear problem. With M the
 * covariance of correction and noise, the parameters are normal with precision A = J' M^-1 J + S^-1
 * about mu + A^-1 J' M^-1 (y - m + J (theta - mu)); their evidence follows from the determinants of
 * M and A. Owned by the thread that made it.
 */
final class Conditioned {
  private final TrainingRuns runs;
  private final Linearisation at;
  private final Factor covariance;
  private final Factor precision;
  final Widths widths;

  /** Most probable parameters. */
  final double[] theta;

  /** Logarithm of the evidence, without its constants. */
  final double logEvidence;

  Conditioned(TrainingRuns runs, ParameterVector parameters, Linearisation at, Widths widths) {
    this.runs = runs;
    this.at = at;
    this.widths = widths;
    int size = at.measured.length;
    int count = parameters.size();
    covariance = Factor.of(covariance(runs, at, widths));
    // Columns of L^-1 J, and L^-1 of what the prior mean leaves unexplained.
    double[][] whitened = new double[count][size];
    double[] right = at.residuals();
    for (int k = 0; k < count; k++) {
      double moved = at.theta[k] - parameters.means()[k];
      for (int i = 0; i < size; i++) {
        double derivative = at.jacobian.get(i, k);
        whitened[k][i] = derivative;
        right[i] += derivative * moved;
      }
      covariance.solveLower(whitened[k]);
    }
    covariance.solveLower(right);
    DMatrixRMaj information = inverse(parameters.covariance());
    double[] gradient = new double[count];
    for (int k = 0; k < count; k++) {
      gradient[k] = dot(whitened[k], right);
      for (int l = 0; l <= k; l++) {
        double sum = dot(whitened[k], whitened[l]);
        information.add(k, l, sum);
        if (l < k) {
          information.add(l, k, sum);
        }
      }
    }
    precision = Factor.of(information);
    double[] moves = gradient.clone();
    precision.solve(moves);
    theta = parameters.means().clone();
    for (int k = 0; k < count; k++) {
      theta[k] += moves[k];
    }
    logEvidence =
        -0.5
            * (dot(right, right)
                - dot(gradient, moves)
                + covariance.logDeterminant()
                + precision.logDeterminant());
  }

  /**
   * Returns the correction's mean at the training runs, two transformed conversions of each, when
   * the parameters are the most probable ones.
   */
  double[] correction() {
    double[] left = unexplained(theta);
    covariance.solve(left);
    double[] rates = new double[runs.size()];
    double[] selectivities = new double[runs.size()];
    spread(left, rates, selectivities);
    double[] correction = new double[left.length];
    for (int i = 0; i < runs.size(); i++) {
      for (int j = 0; j < runs.size(); j++) {
        double likeness = runs.likeness(i, j);
        correction[2 * i] += likeness * (rates[j] + 0.5 * selectivities[j]);
        correction[2 * i + 1] += likeness * (rates[j] - 0.5 * selectivities[j]);
      }
    }
    return correction;
  }

  /** Turns M^-1 r of the two transformed conversions into weights of rate and of selectivity. */
  void spread(double[] solved, double[] rates, double[] selectivities) {
    for (int i = 0; i < rates.length; i++) {
      rates[i] += widths.rate() * widths.rate() * (solved[2 * i] + solved[2 * i + 1]);
      selectivities[i] +=
          0.5 * widths.selectivity() * widths.selectivity() * (solved[2 * i] - solved[2 * i + 1]);
    }
  }

  /** Returns what parameters leave unexplained. */
  double[] unexplained(double[] parameters) {
    double[] left = at.residuals();
    for (int i = 0; i < left.length; i++) {
      for (int k = 0; k < parameters.length; k++) {
        left[i] -= at.jacobian.get(i, k) * (parameters[k] - at.theta[k]);
      }
    }
    return left;
  }

  Factor covariance() {
    return covariance;
  }

  Factor precision() {
    return precision;
  }

  double noise(int row) {
    return Math.sqrt(at.variances[row]);
  }

  private static DMatrixRMaj covariance(TrainingRuns runs, Linearisation at, Widths widths) {
    int size = at.measured.length;
    double rate = widths.rate() * widths.rate();
    double selectivity = 0.25 * widths.selectivity() * widths.selectivity();
    DMatrixRMaj covariance = new DMatrixRMaj(size, size);
    for (int i = 0; i < runs.size(); i++) {
      for (int j = 0; j < runs.size(); j++) {
        double likeness = runs.likeness(i, j);
        covariance.set(2 * i, 2 * j, likeness * (rate + selectivity));
        covariance.set(2 * i + 1, 2 * j + 1, likeness * (rate + selectivity));
        covariance.set(2 * i, 2 * j + 1, likeness * (rate - selectivity));
        covariance.set(2 * i + 1, 2 * j, likeness * (rate - selectivity));
      }
    }
    for (int i = 0; i < size; i++) {
      covariance.add(i, i, at.variances[i]);
    }
    return covariance;
  }

  private static DMatrixRMaj inverse(DMatrixRMaj covariance) {
    int size = covariance.numRows;
    Factor factor = Factor.of(covariance);
    DMatrixRMaj inverse = new DMatrixRMaj(size, size);
    for (int k = 0; k < size; k++) {
      double[] unit = new double[size];
      unit[k] = 1.0;
      factor.solve(unit);
      for (int i = 0; i < size; i++) {
        inverse.set(i, k, unit[i]);
      }
    }
    return inverse;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
