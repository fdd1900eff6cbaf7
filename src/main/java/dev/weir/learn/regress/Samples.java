package dev.weir.learn.regress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs with their outputs and what is known of the noise of each. Immutable by agreement: nobody
 * writes into the arrays.
 */
public final class Samples {
  private final List<double[]> inputs;
  private final double[] outputs;
  private final double[] noise;

  /** Samples of whose noise nothing is known; the rest as in the other constructor. */
  public Samples(List<double[]> inputs, double[] outputs) {
    this(inputs, outputs, new double[outputs.length]);
  }

  /**
   * Rejects tables that are empty, ragged or not finite.
   *
   * @param inputs one row of features for each sample, all of the same length, finite
   * @param outputs one for each sample, finite
   * @param noise known variance of each output, in squared units of the output, finite, 0 or more
   */
  public Samples(List<double[]> inputs, double[] outputs, double[] noise) {
    this.inputs = List.copyOf(inputs);
    this.outputs = outputs;
    this.noise = noise;
    if (inputs.isEmpty() || inputs.size() != outputs.length) {
      throw new IllegalArgumentException(
          "need as many inputs as outputs, at least one; got %d and %d"
              .formatted(inputs.size(), outputs.length));
    }
    int features = inputs.getFirst().length;
    for (double[] input : inputs) {
      if (input.length != features) {
        throw new IllegalArgumentException(
            "inputs have %d and %d features".formatted(features, input.length));
      }
      requireFinite(input);
    }
    requireFinite(outputs);
    requireFinite(noise);
    if (noise.length != outputs.length || Arrays.stream(noise).anyMatch(each -> each < 0.0)) {
      throw new IllegalArgumentException("each output needs a known variance of 0 or more");
    }
  }

  /** Returns the rows of features; not to be written to. */
  public List<double[]> inputs() {
    return inputs;
  }

  /** Returns the outputs; not to be written to. */
  public double[] outputs() {
    return outputs;
  }

  /** Returns the known variance of each output; not to be written to. */
  public double[] noise() {
    return noise;
  }

  /** Returns how many samples there are. */
  public int size() {
    return outputs.length;
  }

  /** Returns how many features an input has. */
  public int features() {
    return inputs.getFirst().length;
  }

  /** Returns the chosen samples, in the order of the choice. */
  public Samples choose(int[] rows) {
    double[] chosen = new double[rows.length];
    double[] variances = new double[rows.length];
    List<double[]> taken = new ArrayList<>(rows.length);
    for (int i = 0; i < rows.length; i++) {
      taken.add(inputs.get(rows[i]));
      chosen[i] = outputs[rows[i]];
      variances[i] = noise[rows[i]];
    }
    return new Samples(taken, chosen, variances);
  }

  private static void requireFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("samples must be finite, found " + value);
      }
    }
  }
}
