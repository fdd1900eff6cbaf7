package dev.weir.learn;

import java.util.Arrays;

/**
 * How well hyper-parameters explain a training set: the logarithm of the marginal likelihood and of
 * the priors, with analytic gradients by the logarithms of the hyper-parameters. One instance
 * belongs to one thread.
 *
 * <p>Gradient of the marginal likelihood: 1/2 tr[(a a' - K^-1) dK/dtheta], a = K^-1 y (Rasmussen
 * and Williams 2006, equation 5.9). Priors: see {@link Prior}, each as a density of the quantity
 * itself, as in BoTorch 0.12.
 */
final class Evidence implements ProjectedLbfgs.Function {
  /** Shortest length scale allowed, dimensionless. */
  static final double SHORTEST_SCALE = 0.025;

  /** Longest length scale allowed; beyond it a dimension does not matter on the unit cube. */
  static final double LONGEST_SCALE = 100.0;

  /** Largest noise variance allowed when it is inferred. */
  static final double LARGEST_NOISE = 10.0;

  private final int size;
  private final int dimensions;
  private final boolean infersNoise;
  private final double[] outputs;
  private final double[] known;
  private final double[] noiseWeights;
  private final double[][] squares;
  private final Prior prior;
  private final Kernel kernel;
  private final double amplitudeDeviation;

  Evidence(TrainingSet data, Standardisation standardisation) {
    this(data, standardisation, Prior.standard(data.dimensions()), Kernel.MATERN52, 0.0);
  }

  /**
   * Evidence.
   *
   * @param amplitudeDeviation standard deviation of the logarithm of the prior variance of the
   *     function, which is the last hyper-parameter; zero: it is 1 and no hyper-parameter
   */
  Evidence(
      TrainingSet data,
      Standardisation standardisation,
      Prior prior,
      Kernel kernel,
      double amplitudeDeviation) {
    this.prior = prior;
    this.kernel = kernel;
    this.amplitudeDeviation = amplitudeDeviation;
    size = data.size();
    dimensions = data.dimensions();
    infersNoise = data.infersNoise();
    outputs = new double[size];
    known = new double[size];
    noiseWeights = new double[size];
    squares = new double[dimensions][size * (size - 1) / 2];
    double scale = standardisation.scale();
    for (int i = 0; i < size; i++) {
      outputs[i] = (data.output(i) - standardisation.centre()) / scale;
      known[i] = data.knownVariance(i) / (scale * scale);
      noiseWeights[i] = data.noiseWeight(i);
      for (int j = 0; j < i; j++) {
        for (int k = 0; k < dimensions; k++) {
          double difference = data.input(i)[k] - data.input(j)[k];
          squares[k][i * (i - 1) / 2 + j] = difference * difference;
        }
      }
    }
  }

  /** Returns minus the logarithm of the posterior density, up to a constant, and its gradient. */
  @Override
  public double value(double[] logarithms, double[] gradient) {
    double likelihood = logLikelihood(logarithms, gradient);
    double density = logScaleDensity(logarithms, gradient);
    if (infersNoise) {
      density +=
          logNormal(
              logarithms[dimensions],
              prior.noiseLogMean(),
              prior.noiseLogDeviation(),
              gradient,
              dimensions);
    }
    if (hasAmplitude()) {
      int last = logarithms.length - 1;
      double z = logarithms[last] / amplitudeDeviation;
      density -= 0.5 * z * z;
      gradient[last] -= z / amplitudeDeviation;
    }
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = -gradient[k];
    }
    return -(likelihood + density);
  }

  /** Returns the logarithm of the prior density of the length scales and adds its gradient. */
  double logScaleDensity(double[] logarithms, double[] gradient) {
    double density = 0.0;
    for (int k = 0; k < dimensions; k++) {
      density +=
          logNormal(logarithms[k], prior.scaleLogMean(), prior.scaleLogDeviation(), gradient, k);
    }
    return density;
  }

  /** Returns how many hyper-parameters there are beside the length scales. */
  int ownParameters() {
    return (infersNoise ? 1 : 0) + (hasAmplitude() ? 1 : 0);
  }

  /** Tells whether the first of them is the noise. */
  boolean infersNoise() {
    return infersNoise;
  }

  private boolean hasAmplitude() {
    return amplitudeDeviation > 0.0;
  }

  /** Adds the gradient to what is there and returns the log density, up to a constant. */
  private static double logNormal(
      double logarithm, double mean, double deviation, double[] gradient, int at) {
    double z = (logarithm - mean) / deviation;
    gradient[at] += -1.0 - z / deviation;
    return -logarithm - 0.5 * z * z;
  }

  /** Returns the logarithm of the marginal likelihood and overwrites the gradient. */
  double logLikelihood(double[] logarithms, double[] gradient) {
    Trial trial = new Trial(logarithms);
    Cholesky factor = Cholesky.of(trial.covariance(), size);
    double[] alpha = outputs.clone();
    factor.solve(alpha);
    double fit = 0.0;
    for (int i = 0; i < size; i++) {
      fit += outputs[i] * alpha[i];
    }
    trial.gradient(factor.inverse(), alpha, gradient);
    return -0.5 * (fit + factor.logDeterminant() + size * StrictMath.log(2.0 * Math.PI));
  }

  /** The covariance at one choice of hyper-parameters. */
  private final class Trial {
    private final double[] inverseSquares = new double[dimensions];
    private final Correlations correlations;
    private final double noise;
    private final double amplitude;

    private Trial(double[] logarithms) {
      amplitude = hasAmplitude() ? StrictMath.exp(logarithms[logarithms.length - 1]) : 1.0;
      noise = infersNoise ? StrictMath.exp(logarithms[dimensions]) : 0.0;
      for (int k = 0; k < dimensions; k++) {
        inverseSquares[k] = StrictMath.exp(-2.0 * logarithms[k]);
      }
      correlations = kernel.of(squares, inverseSquares);
    }

    private double[] covariance() {
      double[] covariance = new double[size * size];
      for (int i = 0, pair = 0; i < size; i++) {
        covariance[i * size + i] = amplitude + known[i] + noise * noiseWeights[i];
        for (int j = 0; j < i; j++, pair++) {
          double value = amplitude * correlations.values()[pair];
          covariance[i * size + j] = value;
          covariance[j * size + i] = value;
        }
      }
      return covariance;
    }

    private void gradient(double[] inverse, double[] alpha, double[] gradient) {
      Arrays.fill(gradient, 0.0);
      double[] weights = new double[squares[0].length];
      for (int i = 0, pair = 0; i < size; i++) {
        for (int j = 0; j < i; j++, pair++) {
          weights[pair] = alpha[i] * alpha[j] - inverse[i * size + j];
        }
        if (infersNoise) {
          gradient[dimensions] +=
              0.5 * (alpha[i] * alpha[i] - inverse[i * size + i]) * noise * noiseWeights[i];
        }
      }
      double[][] slopes = correlations.weightedSlopes(weights, dimensions);
      for (int k = 0; k < dimensions; k++) {
        gradient[k] = amplitude * inverseSquares[k] * ScalarProduct.of(slopes[k], squares[k]);
      }
      if (hasAmplitude()) {
        gradient[gradient.length - 1] = 0.5 * amplitudeSlope(inverse, alpha);
      }
    }

    /** Returns tr[(a a' - K^-1) (K - N)], N the noise: a' y - n less the noise's part. */
    private double amplitudeSlope(double[] inverse, double[] alpha) {
      double slope = -size;
      for (int i = 0; i < size; i++) {
        double own = known[i] + noise * noiseWeights[i];
        slope += alpha[i] * outputs[i];
        slope -= own * (alpha[i] * alpha[i] - inverse[i * size + i]);
      }
      return slope;
    }
  }
}
