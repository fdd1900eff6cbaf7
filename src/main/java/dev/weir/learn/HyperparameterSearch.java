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
   * Searches for several outputs of the same inputs, with the length scales in common: what matters
   * for one output mostly matters for the others. Noise and prior variance are each output's own.
   *
   * @param data one set for each output, at least one, all of one dimension
   * @param standardisations one for each
   * @param amplitudeDeviation standard deviation of the logarithm of the function's prior variance;
   *     zero: it is that of the outputs
   */
  static List<Found> together(
      List<TrainingSet> data,
      List<Standardisation> standardisations,
      Prior prior,
      Kernel kernel,
      double amplitudeDeviation) {
    Sets whole = new Sets(data, standardisations, prior, kernel, amplitudeDeviation);
    boolean parted = data.getFirst().size() > PART;
    Sets seen =
        parted
            ? new Sets(
                data.stream().map(HyperparameterSearch::part).toList(),
                standardisations,
                prior,
                kernel,
                amplitudeDeviation)
            : whole;
    double[] low = whole.logarithms(Evidence.SHORTEST_SCALE, prior.leastNoise(), LEAST_AMPLITUDE);
    double[] high =
        whole.logarithms(Evidence.LONGEST_SCALE, Evidence.LARGEST_NOISE, LARGEST_AMPLITUDE);
    double[] best = new double[0];
    double least = Double.POSITIVE_INFINITY;
    for (Start start : starts(seen, prior)) {
      ProjectedLbfgs.Minimum minimum =
          ProjectedLbfgs.minimise(seen.evidence, low, high, start.point, parted ? FIRST : WHOLE);
      if (best.length == 0 || minimum.value() < least) {
        best = minimum.point();
        least = minimum.value();
      }
    }
    return whole.found(
        parted ? ProjectedLbfgs.minimise(whole.evidence, low, high, best, LAST).point() : best);
  }

  /** Returns evenly spaced points of a large set. */
  private static TrainingSet part(TrainingSet data) {
    return data.size() <= PART
        ? data
        : data.part(
            IntStream.range(0, PART).map(i -> (int) ((long) i * data.size() / PART)).toArray());
  }

  private static List<Start> starts(Sets sets, Prior prior) {
    double[] low = sets.logarithms(SHORTEST_START, LEAST_NOISE_START, LEAST_AMPLITUDE_START);
    double[] high = sets.logarithms(LONGEST_START, LARGEST_NOISE_START, LARGEST_AMPLITUDE_START);
    List<double[]> points = new ArrayList<>();
    points.add(sets.logarithms(prior.scaleMode(), prior.noiseMode(), 1.0));
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(low.length);
    sobol.skipTo(1);
    for (int i = 0; i < SCREENED; i++) {
      double[] point = sobol.nextVector();
      for (int k = 0; k < point.length; k++) {
        point[k] = low[k] + point[k] * (high[k] - low[k]);
      }
      points.add(point);
    }
    return points.stream()
        .map(point -> new Start(point, sets.evidence.value(point, new double[point.length])))
        .sorted(Comparator.comparingDouble(start -> start.value))
        .limit(SEARCHED)
        .toList();
  }

  /**
   * The outputs that are searched for together, and where the logarithm of each hyper-parameter
   * stands: length scales, then noise and amplitude of each output.
   */
  private static final class Sets {
    private final int dimensions;
    private final List<Evidence> outputs = new ArrayList<>();
    private final CommonEvidence evidence;

    private Sets(
        List<TrainingSet> data,
        List<Standardisation> standardisations,
        Prior prior,
        Kernel kernel,
        double amplitudeDeviation) {
      dimensions = data.getFirst().dimensions();
      for (int o = 0; o < data.size(); o++) {
        outputs.add(
            new Evidence(data.get(o), standardisations.get(o), prior, kernel, amplitudeDeviation));
      }
      evidence = new CommonEvidence(outputs, dimensions);
    }

    private double[] logarithms(double scale, double noise, double amplitude) {
      double[] logarithms = new double[evidence.parameters()];
      int at = 0;
      for (; at < dimensions; at++) {
        logarithms[at] = StrictMath.log(scale);
      }
      for (Evidence output : outputs) {
        for (int own = 0; own < output.ownParameters(); own++) {
          double number = own == 0 && output.infersNoise() ? noise : amplitude;
          logarithms[at++] = StrictMath.log(number);
        }
      }
      return logarithms;
    }

    private List<Found> found(double[] logarithms) {
      List<Found> found = new ArrayList<>();
      for (int o = 0; o < outputs.size(); o++) {
        found.add(found(outputs.get(o), evidence.of(o, logarithms)));
      }
      return found;
    }

    /** Noise is found as a share of the outputs' variance and returned as one of the function's. */
    private Found found(Evidence output, double[] logarithms) {
      List<Double> scales = new ArrayList<>();
      for (int k = 0; k < dimensions; k++) {
        scales.add(StrictMath.exp(logarithms[k]));
      }
      boolean hasAmplitude = output.ownParameters() > (output.infersNoise() ? 1 : 0);
      double amplitude = hasAmplitude ? StrictMath.exp(logarithms[logarithms.length - 1]) : 1.0;
      double noise = output.infersNoise() ? StrictMath.exp(logarithms[dimensions]) : 0.0;
      return new Found(new Hyperparameters(scales, noise / amplitude), amplitude);
    }
  }
}
