package dev.weir.learn;

import java.util.ArrayList;
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
public final class FunctionDraws {
  private final GaussianProcess process;
  private final List<double[]> anchors;
  private final Cholesky noiseFree;
  private final int count;
  private final double[] weights;
  private final List<double[]> anchored;

  /**
   * Draws.
   *
   * @param awaited points beside the training points at which the draws are fixed
   * @param normals for each draw as many independent standard normal numbers as there are training
   *     points and awaited points
   */
  FunctionDraws(GaussianProcess process, List<double[]> awaited, List<double[]> normals) {
    this.process = process;
    this.count = normals.size();
    anchors = new ArrayList<>(process.trainingInputs());
    anchors.addAll(awaited);
    int size = anchors.size();
    double[] prior = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        prior[i * size + j] = process.correlation(anchors.get(i), anchors.get(j));
      }
      // As much as the joint draws below carry: less would interpolate their rounding, with wild
      // swings between.
      prior[i * size + i] += GaussianProcess.ROUNDING;
    }
    noiseFree = Cholesky.of(prior, size);
    weights = new double[size * count];
    Standardisation standardisation = process.standardisation();
    anchored = process.jointSamples(anchors, normals);
    for (int s = 0; s < count; s++) {
      double[] weight = anchored.get(s).clone();
      for (int i = 0; i < size; i++) {
        weight[i] = (weight[i] - standardisation.centre()) / standardisation.scale();
      }
      noiseFree.solve(weight);
      for (int i = 0; i < size; i++) {
        weights[i * count + s] = weight[i];
      }
    }
  }

  /** Returns how many draws there are. */
  public int count() {
    return count;
  }

  /**
   * Returns the value of one draw at one anchor, in units of the output: the training points in
   * their order, then the awaited points.
   */
  public double anchored(int draw, int anchor) {
    return anchored.get(draw)[anchor];
  }

  /**
   * What the draws say of one point: each draw is normal there, with its own mean and one common
   * deviation. Arrays are the caller's own.
   */
  public static final class Conditional {
    private final double[] means;
    private final double deviation;

    private Conditional(double[] means, double deviation) {
      this.means = means;
      this.deviation = deviation;
    }

    /** Returns the mean of one draw, in units of the output. */
    public double mean(int draw) {
      return means[draw];
    }

    /** Returns the standard deviation common to all draws, in units of the output. */
    public double deviation() {
      return deviation;
    }
  }

  /**
   * Returns the value of each draw at a point, in units of the output.
   *
   * @param point coordinates, dimensionless
   * @param residuals one independent standard normal number for each draw: what the training points
   *     leave open
   */
  public double[] at(double[] point, double[] residuals) {
    Conditional conditional = at(point);
    double[] values = conditional.means.clone();
    for (int s = 0; s < count; s++) {
      values[s] += conditional.deviation * residuals[s];
    }
    return values;
  }

  /**
   * Returns what each draw says of a point.
   *
   * @param point coordinates, dimensionless
   */
  public Conditional at(double[] point) {
    double[] correlations = new double[anchors.size()];
    for (int i = 0; i < correlations.length; i++) {
      correlations[i] = process.correlation(point, anchors.get(i));
    }
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
    Standardisation standardisation = process.standardisation();
    for (int s = 0; s < count; s++) {
      values[s] = standardisation.centre() + standardisation.scale() * values[s];
    }
    return new Conditional(
        values, standardisation.scale() * Math.sqrt(Math.max(0.0, 1.0 - explained)));
  }
}
