package dev.weir.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * A Gaussian process conditioned on a training set. Immutable; any thread.
 *
 * <p>Outputs are standardised; the prior has unit variance, the Matern 5/2 correlation with one
 * length scale for each dimension, and a constant mean (or a given one, see {@link
 * TrainingSet#minusPriorMean}). Rasmussen and Williams, Gaussian Processes for Machine Learning
 * (2006), algorithm 2.1; leave-one-out after their equations 5.12. All numbers returned are in
 * units of the output, for the function itself: noise of a further measurement is not in the
 * variances, except where said.
 */
public final class GaussianProcess {
  /**
   * Share of the prior variance that draws may differ from the function they are drawn of: more
   * than rounding takes away, less than any analyser can see.
   */
  static final double ROUNDING = 1e-8;

  private final TrainingSet data;
  private final Hyperparameters hyperparameters;
  private final Standardisation standardisation;
  private final Kernel kernel;
  private final ScaledPoints points;
  private final Cholesky factor;
  private final double[] alpha;

  private GaussianProcess(
      TrainingSet data,
      Kernel kernel,
      Hyperparameters hyperparameters,
      Standardisation standardisation) {
    if (hyperparameters.lengthScales().size() != data.dimensions()) {
      throw new IllegalArgumentException(
          "need "
              + data.dimensions()
              + " length scales, got "
              + hyperparameters.lengthScales().size());
    }
    this.data = data;
    this.hyperparameters = hyperparameters;
    this.standardisation = standardisation;
    this.kernel = kernel;
    this.points = scaled(trainingInputs());
    int size = data.size();
    double[] covariance = priorCovariance();
    alpha = new double[size];
    for (int i = 0; i < size; i++) {
      covariance[i * size + i] += noiseVariance(i);
      alpha[i] = standardised(i);
    }
    factor = Cholesky.of(covariance, size);
    factor.solve(alpha);
  }

  /**
   * A normal distribution.
   *
   * @param mean in units of the output
   * @param variance in squared units of the output, zero or more
   */
  public record Posterior(double mean, double variance) {
    /** Returns the square root of the variance. */
    public double standardDeviation() {
      return Math.sqrt(variance);
    }
  }

  /**
   * What is predicted for the measured output of a point when that output is left out.
   *
   * @param mean in units of the output
   * @param variance with the noise of the measurement, in squared units of the output
   * @param logDensity logarithm of the predicted density at the output that was measured
   */
  public record LeftOut(double mean, double variance, double logDensity) {}

  /** Returns the process with the most probable hyper-parameters. */
  public static GaussianProcess fit(TrainingSet data) {
    return fit(data, Prior.standard(data.dimensions()));
  }

  /** Returns the process with the hyper-parameters most probable under a given prior. */
  public static GaussianProcess fit(TrainingSet data, Prior prior) {
    return fit(data, prior, Kernel.MATERN52);
  }

  /** Returns the process of a kernel with the hyper-parameters most probable under a prior. */
  public static GaussianProcess fit(TrainingSet data, Prior prior, Kernel kernel) {
    return fit(data, prior, kernel, 0.0);
  }

  /**
   * Returns the process of a kernel with the hyper-parameters most probable under a prior, among
   * them the prior variance of the function. A large one with long length scales is a function that
   * goes on as it goes where it was measured.
   *
   * @param amplitudeDeviation standard deviation of the logarithm of the function's prior variance,
   *     whose median is the variance of the outputs; zero: it is that
   */
  public static GaussianProcess fit(
      TrainingSet data, Prior prior, Kernel kernel, double amplitudeDeviation) {
    return fitTogether(List.of(data), prior, kernel, amplitudeDeviation).getFirst();
  }

  /**
   * Returns the processes of several outputs of the same inputs that have their length scales in
   * common, the most probable ones of all outputs together.
   *
   * @param data one set for each output, at least one, all of one dimension
   * @param amplitudeDeviation as of {@link #fit(TrainingSet, Prior, Kernel, double)}
   */
  public static List<GaussianProcess> fitTogether(
      List<TrainingSet> data, Prior prior, Kernel kernel, double amplitudeDeviation) {
    List<Standardisation> standardisations = data.stream().map(Standardisation::of).toList();
    List<HyperparameterSearch.Found> found =
        HyperparameterSearch.together(data, standardisations, prior, kernel, amplitudeDeviation);
    List<GaussianProcess> processes = new ArrayList<>();
    for (int o = 0; o < data.size(); o++) {
      HyperparameterSearch.Found best = found.get(o);
      Standardisation own = standardisations.get(o);
      // A prior variance is a larger unit of the outputs.
      Standardisation wider =
          new Standardisation(own.centre(), own.scale() * Math.sqrt(best.amplitude()));
      processes.add(new GaussianProcess(data.get(o), kernel, best.hyperparameters(), wider));
    }
    return processes;
  }

  /** Returns the process with given hyper-parameters, which are for the standardised outputs. */
  public static GaussianProcess condition(TrainingSet data, Hyperparameters hyperparameters) {
    return condition(data, hyperparameters, Kernel.MATERN52);
  }

  /** Returns the process of a kernel with given hyper-parameters. */
  public static GaussianProcess condition(
      TrainingSet data, Hyperparameters hyperparameters, Kernel kernel) {
    return new GaussianProcess(data, kernel, hyperparameters, Standardisation.of(data));
  }

  /**
   * Returns the process with given hyper-parameters for the outputs as they are: prior mean 0,
   * prior variance 1.
   */
  static GaussianProcess conditionRaw(TrainingSet data, Hyperparameters hyperparameters) {
    return new GaussianProcess(data, Kernel.MATERN52, hyperparameters, Standardisation.NONE);
  }

  /** Returns the hyper-parameters. */
  public Hyperparameters hyperparameters() {
    return hyperparameters;
  }

  /** Returns how many points were learnt from. */
  public int size() {
    return data.size();
  }

  /**
   * Returns what is known of the function at a point.
   *
   * @param point coordinates, dimensionless
   */
  public Posterior posterior(double[] point) {
    double[] correlations = correlations(point);
    double mean = 0.0;
    for (int i = 0; i < alpha.length; i++) {
      mean += correlations[i] * alpha[i];
    }
    factor.solveLower(correlations);
    double explained = 0.0;
    for (double value : correlations) {
      explained += value * value;
    }
    double scale = standardisation.scale();
    return new Posterior(
        standardisation.centre() + scale * mean, scale * scale * Math.max(0.0, 1.0 - explained));
  }

  /**
   * Returns draws of the function at several points together.
   *
   * @param points coordinates of each, dimensionless
   * @param normals for each draw as many independent standard normal numbers as there are points
   * @return for each draw the values at the points, in units of the output
   */
  public List<double[]> jointSamples(List<double[]> points, List<double[]> normals) {
    int count = points.size();
    double[][] whitened = new double[count][];
    double[] means = new double[count];
    for (int p = 0; p < count; p++) {
      whitened[p] = correlations(points.get(p));
      for (int i = 0; i < alpha.length; i++) {
        means[p] += whitened[p][i] * alpha[i];
      }
      factor.solveLower(whitened[p]);
    }
    double[] covariance = scaled(points).matrix();
    for (int i = 0; i < alpha.length; i++) {
      double[] row = new double[count];
      for (int p = 0; p < count; p++) {
        row[p] = whitened[p][i];
      }
      for (int p = 0; p < count; p++) {
        double explained = row[p];
        for (int q = 0; q < count; q++) {
          covariance[p * count + q] -= explained * row[q];
        }
      }
    }
    Cholesky root = Cholesky.of(atLeastRounding(covariance, count), count);
    List<double[]> draws = new ArrayList<>();
    for (double[] normal : normals) {
      double[] draw = root.timesLower(normal);
      for (int p = 0; p < count; p++) {
        draw[p] = standardisation.centre() + standardisation.scale() * (means[p] + draw[p]);
      }
      draws.add(draw);
    }
    return draws;
  }

  /**
   * The variance of a point that the data pin down is rounding, perhaps below zero: it gets that
   * much.
   */
  private static double[] atLeastRounding(double[] covariance, int count) {
    for (int p = 0; p < count; p++) {
      covariance[p * count + p] += ROUNDING;
    }
    return covariance;
  }

  /**
   * Returns draws of the whole function that can be read point by point.
   *
   * @param normals for each draw as many independent standard normal numbers as there are training
   *     points
   */
  public FunctionDraws draws(List<double[]> normals) {
    return FunctionDraws.of(this, List.of(), normals);
  }

  /**
   * Returns draws of the whole function that are fixed at further points too, whose outputs are
   * still awaited.
   *
   * @param awaited coordinates of the further points, dimensionless
   * @param normals for each draw as many independent standard normal numbers as there are training
   *     points and awaited points
   */
  public FunctionDraws draws(List<double[]> awaited, List<double[]> normals) {
    return FunctionDraws.of(this, awaited, normals);
  }

  /**
   * Returns the posterior as the only draw of a function that was measured without noise: fixed at
   * the outputs.
   */
  public FunctionDraws exactDraw() {
    return FunctionDraws.exact(this, points, factor, alpha);
  }

  /**
   * Returns the logarithm of the probability density of the outputs in their own unit, from which
   * processes of the same outputs can be compared.
   */
  public double logEvidence() {
    return logMarginalLikelihood() - alpha.length * StrictMath.log(standardisation.scale());
  }

  /** Returns a process of other outputs at the same points with the same beliefs. */
  public GaussianProcess of(TrainingSet other) {
    double widening = standardisation.scale() / Standardisation.of(data).scale();
    Standardisation own = Standardisation.of(other);
    return new GaussianProcess(
        other, kernel, hyperparameters, new Standardisation(own.centre(), own.scale() * widening));
  }

  /**
   * Returns a process of the same data and beliefs but for its length scales.
   *
   * @param factor of each length scale, above 0
   */
  public GaussianProcess withLengthScales(double factor) {
    Hyperparameters scaled =
        new Hyperparameters(
            hyperparameters.lengthScales().stream().map(scale -> factor * scale).toList(),
            hyperparameters.noiseVariance());
    return new GaussianProcess(data, kernel, scaled, standardisation);
  }

  /** Returns the logarithm of the marginal likelihood of the standardised outputs. */
  public double logMarginalLikelihood() {
    double fit = 0.0;
    for (int i = 0; i < alpha.length; i++) {
      fit += standardised(i) * alpha[i];
    }
    return -0.5 * (fit + factor.logDeterminant() + alpha.length * StrictMath.log(2.0 * Math.PI));
  }

  /**
   * Returns for each point what the others predict, in closed form, with the hyper-parameters kept.
   */
  public List<LeftOut> leaveOneOut() {
    double[] inverse = factor.inverse();
    double scale = standardisation.scale();
    List<LeftOut> all = new ArrayList<>();
    for (int i = 0; i < alpha.length; i++) {
      double variance = scale * scale / inverse[i * alpha.length + i];
      double residual = scale * alpha[i] / inverse[i * alpha.length + i];
      all.add(
          new LeftOut(
              data.output(i) - residual,
              variance,
              -0.5 * (residual * residual / variance + StrictMath.log(2.0 * Math.PI * variance))));
    }
    return all;
  }

  double[] correlations(double[] point) {
    return points.correlations(point).values();
  }

  /** Returns points as this process sees them. */
  ScaledPoints scaled(List<double[]> others) {
    return new ScaledPoints(kernel, hyperparameters.lengthScales(), others);
  }

  /** Returns the covariance of the function at the training points before any data, row by row. */
  double[] priorCovariance() {
    return points.matrix();
  }

  double[] outputs() {
    double[] outputs = new double[data.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = data.output(i);
    }
    return outputs;
  }

  List<double[]> trainingInputs() {
    List<double[]> inputs = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      inputs.add(data.input(i));
    }
    return inputs;
  }

  Standardisation standardisation() {
    return standardisation;
  }

  private double standardised(int i) {
    return (data.output(i) - standardisation.centre()) / standardisation.scale();
  }

  private double noiseVariance(int i) {
    double scale = standardisation.scale();
    return data.knownVariance(i) / (scale * scale)
        + hyperparameters.noiseVariance() * data.noiseWeight(i);
  }
}
