package dev.weir.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws of the function a Gaussian process describes, to be read point by point. Immutable; any
 * thread.
 *
 * <p>Idea: a draw is fixed at the training points, where it comes from the posterior there;
 * elsewhere it is normal given its values there. So a draw at a new point and the same draw at the
 * training points belong together, which is what an improvement over a noisy best needs, while two
 * new points of one draw share all that the training points explain. The conditional factor is the
 * same for all draws.
 */
public final class FunctionDraws {
  /** Below this share of the prior's deviation there is nothing but rounding. */
  private static final double LEAST_DEVIATION = 1e-9;

  private final ScaledPoints anchors;
  private final Standardisation standardisation;
  private final Cholesky factor;
  private final List<double[]> weights;
  private final List<double[]> anchored;

  private FunctionDraws(
      ScaledPoints anchors,
      Standardisation standardisation,
      Cholesky factor,
      List<double[]> weights,
      List<double[]> anchored) {
    this.anchors = anchors;
    this.standardisation = standardisation;
    this.factor = factor;
    this.weights = weights;
    this.anchored = anchored;
  }

  /**
   * Draws.
   *
   * @param awaited points beside the training points at which the draws are fixed
   * @param normals for each draw as many independent standard normal numbers as there are training
   *     points and awaited points
   */
  static FunctionDraws of(GaussianProcess process, List<double[]> awaited, List<double[]> normals) {
    List<double[]> points = new ArrayList<>(process.trainingInputs());
    points.addAll(awaited);
    ScaledPoints anchors = process.scaled(points);
    int size = points.size();
    double[] prior = anchors.matrix();
    for (int i = 0; i < size; i++) {
      // As much as the joint draws below carry: less would interpolate their rounding, with wild
      // swings between.
      prior[i * size + i] += GaussianProcess.ROUNDING;
    }
    Cholesky noiseFree = Cholesky.of(prior, size);
    Standardisation standardisation = process.standardisation();
    List<double[]> anchored = process.jointSamples(points, normals);
    List<double[]> weights = new ArrayList<>();
    for (double[] draw : anchored) {
      double[] weight = new double[size];
      for (int i = 0; i < size; i++) {
        weight[i] = (draw[i] - standardisation.centre()) / standardisation.scale();
      }
      noiseFree.solve(weight);
      weights.add(weight);
    }
    return new FunctionDraws(anchors, standardisation, noiseFree, weights, anchored);
  }

  /**
   * Returns the only draw of a process that knows its function where it was measured: the posterior
   * itself, fixed at the outputs.
   */
  static FunctionDraws exact(
      GaussianProcess process, ScaledPoints anchors, Cholesky factor, double[] alpha) {
    return new FunctionDraws(
        anchors, process.standardisation(), factor, List.of(alpha), List.of(process.outputs()));
  }

  /** Returns how many draws there are. */
  public int count() {
    return weights.size();
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
   * deviation. One instance belongs to one thread.
   */
  public final class Conditional {
    private final double[] point;
    private final double[] means;
    private final double deviation;
    private final Correlations correlations;
    private final double[] whitened;

    private Conditional(
        double[] point,
        double[] means,
        double deviation,
        Correlations correlations,
        double[] whitened) {
      this.point = point;
      this.means = means;
      this.deviation = deviation;
      this.correlations = correlations;
      this.whitened = whitened;
    }

    /** Returns the mean of one draw, in units of the output. */
    public double mean(int draw) {
      return means[draw];
    }

    /** Returns the standard deviation common to all draws, in units of the output. */
    public double deviation() {
      return deviation;
    }

    /**
     * Adds the gradient by the point's coordinates of a sum of the means and the deviation.
     *
     * @param byMean how much of each draw's mean is in the sum
     * @param byDeviation how much of the deviation is in the sum
     * @param gradient to be added to
     */
    public void addGradient(double[] byMean, double byDeviation, double[] gradient) {
      double scale = standardisation.scale();
      double[] weighted = new double[whitened.length];
      for (int s = 0; s < byMean.length; s++) {
        double factor = scale * byMean[s];
        double[] weight = weights.get(s);
        for (int i = 0; i < weighted.length; i++) {
          weighted[i] += factor * weight[i];
        }
      }
      double relative = deviation / scale;
      if (byDeviation != 0.0 && relative > LEAST_DEVIATION) {
        // The derivative of the deviation is -k' K^-1 dk / deviation.
        double factor = -scale * byDeviation / relative;
        double[] solved = whitened.clone();
        factor().solveUpper(solved);
        for (int i = 0; i < weighted.length; i++) {
          weighted[i] += factor * solved[i];
        }
      }
      double[][] slopes = correlations.weightedSlopes(weighted, gradient.length);
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += anchors.derivative(point, slopes[k], k);
      }
    }
  }

  private Cholesky factor() {
    return factor;
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
    for (int s = 0; s < values.length; s++) {
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
    Correlations correlations = anchors.correlations(point);
    double[] whitened = correlations.values().clone();
    double[] means = new double[weights.size()];
    for (int s = 0; s < means.length; s++) {
      means[s] =
          standardisation.centre()
              + standardisation.scale() * ScalarProduct.of(whitened, weights.get(s));
    }
    factor.solveLower(whitened);
    double deviation = Math.sqrt(Math.max(0.0, 1.0 - ScalarProduct.of(whitened, whitened)));
    return new Conditional(
        point, means, standardisation.scale() * deviation, correlations, whitened);
  }
}
