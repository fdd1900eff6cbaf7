package dev.weir.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Finds the most probable hyper-parameters of a training set: a screening of Sobol points and the
 * prior's mode, then a quasi-Newton search from the best few. Of many points the screening and the
 * first search see an evenly spaced part, and only the last search sees all: an evaluation costs
 * the third power of their number. The starts are fixed, so the same data give the same answer to
 * the last bit. When no search converges the best point seen is taken: it is still the most
 * probable one known.
 */
final class HyperparameterSearch {
  private static final int SCREENED = 15;
  private static final int SEARCHED = 2;

  /** How many points the screening sees at most. */
  private static final int PART = 48;

  private static final double SHORTEST_START = 0.1;
  private static final double LONGEST_START = 5.0;
  private static final double LEAST_NOISE_START = 1e-3;
  private static final double LARGEST_NOISE_START = 0.3;
  private static final double LEAST_AMPLITUDE = 1e-2;
  private static final double LARGEST_AMPLITUDE = 1e4;
  private static final double LEAST_AMPLITUDE_START = 0.5;
  private static final double LARGEST_AMPLITUDE_START = 20.0;
  private static final ProjectedLbfgs.Effort FIRST = new ProjectedLbfgs.Effort(30, 1e-3);
  private static final ProjectedLbfgs.Effort WHOLE = new ProjectedLbfgs.Effort(50, 1e-4);
  private static final ProjectedLbfgs.Effort LAST = new ProjectedLbfgs.Effort(10, 1e-2);

  private HyperparameterSearch() {}

  /** A start and its value. */
  private static final class Start {
    private final double[] point;
    private final double value;

    private Start(double[] point, double value) {
      this.point = point;
      this.value = value;
    }
  }

  /**
   * What was found.
   *
   * @param amplitude prior variance of the function, as a share of the variance of the outputs
   */
  record Found(Hyperparameters hyperparameters, double amplitude) {}

  /**
   * Searches.
   *
   * @param amplitudeDeviation standard deviation of the logarithm of the function's prior variance;
   *     zero: it is that of the outputs
   */
  static Found mostProbable(
      TrainingSet data,
      Standardisation standardisation,
      Prior prior,
      Kernel kernel,
      double amplitudeDeviation) {
    int dimensions = data.dimensions();
    int parameters = dimensions + (data.infersNoise() ? 1 : 0) + (amplitudeDeviation > 0.0 ? 1 : 0);
    Layout layout = new Layout(dimensions, data.infersNoise(), parameters);
    double[] low = layout.logarithms(Evidence.SHORTEST_SCALE, prior.leastNoise(), LEAST_AMPLITUDE);
    double[] high =
        layout.logarithms(Evidence.LONGEST_SCALE, Evidence.LARGEST_NOISE, LARGEST_AMPLITUDE);
    Evidence whole = new Evidence(data, standardisation, prior, kernel, amplitudeDeviation);
    boolean parted = data.size() > PART;
    Evidence seen =
        parted
            ? new Evidence(part(data), standardisation, prior, kernel, amplitudeDeviation)
            : whole;
    double[] best = new double[0];
    double least = Double.POSITIVE_INFINITY;
    for (Start start : starts(seen, layout, prior)) {
      ProjectedLbfgs.Minimum minimum =
          ProjectedLbfgs.minimise(seen, low, high, start.point, parted ? FIRST : WHOLE);
      if (best.length == 0 || minimum.value() < least) {
        best = minimum.point();
        least = minimum.value();
      }
    }
    return layout.found(
        parted ? ProjectedLbfgs.minimise(whole, low, high, best, LAST).point() : best);
  }

  /** Returns evenly spaced points of the set. */
  private static TrainingSet part(TrainingSet data) {
    return data.part(
        IntStream.range(0, PART).map(i -> (int) ((long) i * data.size() / PART)).toArray());
  }

  private static List<Start> starts(Evidence evidence, Layout layout, Prior prior) {
    double[] low = layout.logarithms(SHORTEST_START, LEAST_NOISE_START, LEAST_AMPLITUDE_START);
    double[] high = layout.logarithms(LONGEST_START, LARGEST_NOISE_START, LARGEST_AMPLITUDE_START);
    List<double[]> points = new ArrayList<>();
    points.add(layout.logarithms(prior.scaleMode(), prior.noiseMode(), 1.0));
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(layout.parameters());
    sobol.skipTo(1);
    for (int i = 0; i < SCREENED; i++) {
      double[] point = sobol.nextVector();
      for (int k = 0; k < point.length; k++) {
        point[k] = low[k] + point[k] * (high[k] - low[k]);
      }
      points.add(point);
    }
    return points.stream()
        .map(point -> new Start(point, evidence.value(point, new double[point.length])))
        .sorted(Comparator.comparingDouble(start -> start.value))
        .limit(SEARCHED)
        .toList();
  }

  /** Where the logarithm of each hyper-parameter stands: length scales, noise, amplitude. */
  private record Layout(int dimensions, boolean infersNoise, int parameters) {
    double[] logarithms(double scale, double noise, double amplitude) {
      double[] logarithms = new double[parameters];
      for (int k = 0; k < parameters; k++) {
        double number = k < dimensions ? scale : k == dimensions && infersNoise ? noise : amplitude;
        logarithms[k] = StrictMath.log(number);
      }
      return logarithms;
    }

    /** Noise is found as a share of the outputs' variance and returned as one of the function's. */
    Found found(double[] logarithms) {
      List<Double> scales = new ArrayList<>();
      for (int k = 0; k < dimensions; k++) {
        scales.add(StrictMath.exp(logarithms[k]));
      }
      boolean hasAmplitude = parameters > dimensions + (infersNoise ? 1 : 0);
      double amplitude = hasAmplitude ? StrictMath.exp(logarithms[parameters - 1]) : 1.0;
      double noise = infersNoise ? StrictMath.exp(logarithms[dimensions]) : 0.0;
      return new Found(new Hyperparameters(scales, noise / amplitude), amplitude);
    }
  }
}
