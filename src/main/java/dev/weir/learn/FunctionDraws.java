package dev.weir.learn;

import java.util.List;

/**
 * Draws of a whole function from the posterior of a Gaussian process, readable point by point.
 * Immutable.
 *
 * <p>Idea: each draw is fixed at the training points (one joint draw there, noise taken off), and
 * elsewhere it is normal given its values there. So a draw at a new point and the same draw at the
 * training points belong together, which is what an improvement over a noisy best needs, while two
 * new points of one draw share all that the training points explain. The conditional factor is the
 * same for all draws.
 */
final class FunctionDraws {
  private final GaussianProcess process;
  private final Cholesky noiseFree;
  private final int count;
  private final double[] weights;

  /**
   * Draws.
   *
   * @param normals for each draw as many independent standard normal numbers as there are training
   *     points
   */
  FunctionDraws(GaussianProcess process, List<double[]> normals) {
    this.process = process;
    this.count = normals.size();
    int size = process.size();
    double[] prior = process.priorCovariance();
    for (int i = 0; i < size; i++) {
      // As much as the joint draws below carry: less would interpolate their rounding, with wild
      // swings between.
      prior[i * size + i] += GaussianProcess.ROUNDING;
    }
    noiseFree = Cholesky.of(prior, size);
    weights = new double[size * count];
    Standardisation standardisation = process.standardisation();
    List<double[]> values = process.jointSamples(process.trainingInputs(), normals);
    for (int s = 0; s < count; s++) {
      double[] weight = values.get(s);
      for (int i = 0; i < size; i++) {
        weight[i] = (weight[i] - standardisation.centre()) / standardisation.scale();
      }
      noiseFree.solve(weight);
      for (int i = 0; i < size; i++) {
        weights[i * count + s] = weight[i];
      }
    }
  }

  /**
   * Returns the value of each draw at a point, in units of the output.
   *
   * @param point coordinates, dimensionless
   * @param residuals one independent standard normal number for each draw: what the training points
   *     leave open
   */
  double[] at(double[] point, double[] residuals) {
    double[] correlations = process.correlations(point);
    double[] values = new double[count];
    for (int i = 0; i < correlations.length; i++) {
      double correlation = correlations[i];
      for (int s = 0; s < count; s++) {
        values[s] += correlation * weights[i * count + s];
      }
    }
    noiseFree.solveLower(correlations);
    double explained = 0.0;
    for (double value : correlations) {
      explained += value * value;
    }
    double deviation = Math.sqrt(Math.max(0.0, 1.0 - explained));
    Standardisation standardisation = process.standardisation();
    for (int s = 0; s < count; s++) {
      values[s] =
          standardisation.centre()
              + standardisation.scale() * (values[s] + deviation * residuals[s]);
    }
    return values;
  }
}
