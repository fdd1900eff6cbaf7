package dev.weir.learn.mechanistic;

import dev.weir.learn.ConversionTransform;
import org.ejml.data.DMatrixRMaj;

/**
 * The problem made linear about parameters theta and about the conversions y that are believed at
 * the training runs, both transformed: kinetics m(theta) + J (theta' - theta), and measurements x =
 * X(y) + e turned into y + (x - X(y)) dy/dX with the variance of e times (dy/dX)². Taking the slope
 * where the conversion is believed to be, not where it was measured, keeps a noisy small conversion
 * from weighing less than its equally noisy larger neighbour. Owned by the thread that made it.
 */
final class Linearisation {
  final double[] theta;
  final double[] expected;
  final DMatrixRMaj jacobian;
  final double[] measured;
  final double[] variances;

  Linearisation(TrainingRuns runs, ParameterVector parameters, double[] theta, double[] believed) {
    this.theta = theta;
    int size = 2 * runs.size();
    expected = new double[size];
    jacobian = new DMatrixRMaj(size, parameters.size());
    for (int i = 0; i < runs.size(); i++) {
      parameters.rows(runs.runs().get(i), theta, expected, jacobian, 2 * i);
    }
    measured = new double[size];
    variances = new double[size];
    double[] raw = runs.measured();
    double[] deviations = runs.deviations();
    for (int i = 0; i < size; i++) {
      double conversion = ConversionTransform.back(believed[i]);
      double slope = ConversionTransform.slope(conversion);
      double at = ConversionTransform.forward(conversion);
      measured[i] = at + (raw[i] - ConversionTransform.back(at)) * slope;
      variances[i] = Math.pow(deviations[i] * slope, 2);
    }
  }

  /** Returns what the kinetics at theta leaves unexplained. */
  double[] residuals() {
    double[] residuals = new double[measured.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = measured[i] - expected[i];
    }
    return residuals;
  }
}
