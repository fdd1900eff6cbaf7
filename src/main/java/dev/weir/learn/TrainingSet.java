package dev.weir.learn;

import java.util.Arrays;
import java.util.List;

/**
 * What a Gaussian process learns from: points of the unit cube, one output at each, and what is
 * known of its noise. Immutable.
 *
 * <p>The noise variance of an output is its known part plus a common variance, to be inferred,
 * times a weight. By default nothing is known and all weights are one.
 */
public final class TrainingSet {
  private final double[][] inputs;
  private final double[] outputs;
  private final double[] knownVariances;
  private final double[] noiseWeights;
  private final boolean centred;

  private TrainingSet(
      double[][] inputs,
      double[] outputs,
      double[] knownVariances,
      double[] noiseWeights,
      boolean centred) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.knownVariances = knownVariances;
    this.noiseWeights = noiseWeights;
    this.centred = centred;
  }

  /**
   * Returns a training set whose noise is one variance to be inferred.
   *
   * @param inputs coordinates of each point, dimensionless; meant for 0 to 1, finite
   * @param outputs one for each point, finite
   */
  public static TrainingSet of(List<double[]> inputs, double[] outputs) {
    int size = outputs.length;
    if (size == 0 || inputs.size() != size) {
      throw new IllegalArgumentException(
          "a training set needs as many points as outputs, at least one; got "
              + inputs.size()
              + " points and "
              + size
              + " outputs");
    }
    int dimensions = inputs.getFirst().length;
    double[][] copies = new double[size][];
    for (int i = 0; i < size; i++) {
      copies[i] = finite("input", inputs.get(i));
      if (copies[i].length != dimensions || dimensions == 0) {
        throw new IllegalArgumentException(
            "points must have the same number of coordinates, at least one");
      }
    }
    double[] ones = new double[size];
    Arrays.fill(ones, 1.0);
    return new TrainingSet(copies, finite("output", outputs), new double[size], ones, true);
  }

  /**
   * Returns the same points and outputs with another description of the noise.
   *
   * @param known known variance of each output, in squared units of the output, zero or more
   * @param weights weight of the common variance to be inferred, dimensionless, zero or more; all
   *     zero: none is inferred
   */
  public TrainingSet withNoise(double[] known, double[] weights) {
    return new TrainingSet(
        inputs,
        outputs,
        notNegative("known variance", known),
        notNegative("weight", weights),
        centred);
  }

  /**
   * Returns the differences of the outputs from a prior mean. What is learnt from it predicts such
   * differences, and far from the data it returns to the prior mean, not to the average of the
   * outputs.
   *
   * @param priorMeans the prior mean at each point, in units of the output
   */
  public TrainingSet minusPriorMean(double[] priorMeans) {
    double[] means = finite("prior mean", priorMeans);
    if (means.length != size()) {
      throw new IllegalArgumentException("need " + size() + " prior means, got " + means.length);
    }
    double[] differences = new double[size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = outputs[i] - means[i];
    }
    return new TrainingSet(inputs, differences, knownVariances, noiseWeights, false);
  }

  /**
   * Returns the same outputs and noise at other inputs, such as the same ones in other coordinates.
   *
   * @param others as many as there are points, all of one dimension
   */
  public TrainingSet at(List<double[]> others) {
    if (others.size() != size()) {
      throw new IllegalArgumentException("need " + size() + " points, got " + others.size());
    }
    return new TrainingSet(
        others.stream().map(double[]::clone).toArray(double[][]::new),
        outputs,
        knownVariances,
        noiseWeights,
        centred);
  }

  /** Returns some of the points, with all that is known of them. */
  public TrainingSet part(int[] chosen) {
    double[][] points = new double[chosen.length][];
    double[] values = new double[chosen.length];
    double[] known = new double[chosen.length];
    double[] weights = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      points[i] = inputs[chosen[i]];
      values[i] = outputs[chosen[i]];
      known[i] = knownVariances[chosen[i]];
      weights[i] = noiseWeights[chosen[i]];
    }
    return new TrainingSet(points, values, known, weights, centred);
  }

  /** Returns how many points there are. */
  public int size() {
    return outputs.length;
  }

  /** Returns how many coordinates a point has. */
  public int dimensions() {
    return inputs[0].length;
  }

  double[] input(int i) {
    return inputs[i];
  }

  /** Returns an output. */
  public double output(int i) {
    return outputs[i];
  }

  /** Returns the known variance of an output, in squared units of the output. */
  public double knownVariance(int i) {
    return knownVariances[i];
  }

  /** Returns the weight of the common variance to be inferred, dimensionless. */
  public double noiseWeight(int i) {
    return noiseWeights[i];
  }

  /** Tells whether the outputs' average, not zero, is the constant mean. */
  boolean isCentred() {
    return centred;
  }

  /** Tells whether a common noise variance has to be inferred. */
  boolean infersNoise() {
    for (double weight : noiseWeights) {
      if (weight > 0.0) {
        return true;
      }
    }
    return false;
  }

  private double[] notNegative(String what, double[] values) {
    double[] copy = finite(what, values);
    if (copy.length != size()) {
      throw new IllegalArgumentException(
          "need a " + what + " for each of " + size() + " outputs, got " + copy.length);
    }
    for (double value : copy) {
      if (value < 0.0) {
        throw new IllegalArgumentException(what + " must not be negative, was " + value);
      }
    }
    return copy;
  }

  private static double[] finite(String what, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(what + " must be finite, was " + value);
      }
    }
    return values.clone();
  }
}
