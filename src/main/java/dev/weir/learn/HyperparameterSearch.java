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

  static Hyperparameters mostProbable(
      TrainingSet data, Standardisation standardisation, Prior prior, Kernel kernel) {
    int dimensions = data.dimensions();
    int parameters = dimensions + (data.infersNoise() ? 1 : 0);
    double[] low = bounds(dimensions, parameters, Evidence.SHORTEST_SCALE, prior.leastNoise());
    double[] high = bounds(dimensions, parameters, Evidence.LONGEST_SCALE, Evidence.LARGEST_NOISE);
    Evidence whole = new Evidence(data, standardisation, prior, kernel);
    boolean parted = data.size() > PART;
    Evidence seen = parted ? new Evidence(part(data), standardisation, prior, kernel) : whole;
    double[] best = new double[0];
    double least = Double.POSITIVE_INFINITY;
    for (Start start : starts(seen, dimensions, prior, parameters)) {
      ProjectedLbfgs.Minimum minimum =
          ProjectedLbfgs.minimise(seen, low, high, start.point, parted ? FIRST : WHOLE);
      if (best.length == 0 || minimum.value() < least) {
        best = minimum.point();
        least = minimum.value();
      }
    }
    return hyperparameters(
        parted ? ProjectedLbfgs.minimise(whole, low, high, best, LAST).point() : best, dimensions);
  }

  /** Returns evenly spaced points of the set. */
  private static TrainingSet part(TrainingSet data) {
    return data.part(
        IntStream.range(0, PART).map(i -> (int) ((long) i * data.size() / PART)).toArray());
  }

  private static List<Start> starts(
      Evidence evidence, int dimensions, Prior prior, int parameters) {
    double[] low = bounds(dimensions, parameters, SHORTEST_START, LEAST_NOISE_START);
    double[] high = bounds(dimensions, parameters, LONGEST_START, LARGEST_NOISE_START);
    List<double[]> points = new ArrayList<>();
    points.add(bounds(dimensions, parameters, prior.scaleMode(), prior.noiseMode()));
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(parameters);
    sobol.skipTo(1);
    for (int i = 0; i < SCREENED; i++) {
      double[] point = sobol.nextVector();
      for (int k = 0; k < parameters; k++) {
        point[k] = low[k] + point[k] * (high[k] - low[k]);
      }
      points.add(point);
    }
    return points.stream()
        .map(point -> new Start(point, evidence.value(point, new double[parameters])))
        .sorted(Comparator.comparingDouble(start -> start.value))
        .limit(SEARCHED)
        .toList();
  }

  private static double[] bounds(int dimensions, int parameters, double scale, double noise) {
    double[] bounds = new double[parameters];
    for (int k = 0; k < parameters; k++) {
      bounds[k] = StrictMath.log(k < dimensions ? scale : noise);
    }
    return bounds;
  }

  private static Hyperparameters hyperparameters(double[] logarithms, int dimensions) {
    List<Double> scales = new ArrayList<>();
    for (int k = 0; k < dimensions; k++) {
      scales.add(StrictMath.exp(logarithms[k]));
    }
    return new Hyperparameters(
        scales, logarithms.length > dimensions ? StrictMath.exp(logarithms[dimensions]) : 0.0);
  }
}
