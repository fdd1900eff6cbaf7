package dev.weir.materials.generate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained feed-forward network with rectified hidden layers and linear outputs, evaluated in
 * plain Java: whoever only asks needs no native library. Normalisation layers are folded into the
 * weights. Immutable.
 */
final class DenseNetwork {
  private static final int MOST_LAYERS = 20;
  private static final int WIDEST = 10_000;

  /** Inputs that pass a layer together. */
  private static final int TOGETHER = 16;

  /** One layer: {@code weights[i][j]} leads from input i to output j. */
  static final class Layer {
    private final float[][] weights;
    private final float[] bias;

    Layer(float[][] weights, float[] bias) {
      if (weights.length == 0 || weights[0].length != bias.length) {
        throw new IllegalArgumentException("the weights of a layer do not fit its bias");
      }
      this.weights = weights;
      this.bias = bias;
    }

    /**
     * Returns the outputs, not rectified. The inner loop runs along the outputs, which the compiler
     * turns into vector instructions, and inputs that are zero cost nothing.
     */
    float[] apply(float[] input) {
      float[] output = bias.clone();
      for (int i = 0; i < input.length; i++) {
        float value = input[i];
        if (value != 0.0f) {
          addScaled(output, weights[i], value);
        }
      }
      return output;
    }

    /** Writes the outputs, not rectified; four inputs at a time, whether zero or not. */
    void apply(float[] input, float[] output) {
      System.arraycopy(bias, 0, output, 0, bias.length);
      int i = 0;
      for (; i + 3 < input.length; i += 4) {
        addFour(output, i, input);
      }
      for (; i < input.length; i++) {
        addScaled(output, weights[i], input[i]);
      }
    }

    private void addFour(float[] output, int at, float[] input) {
      float[] one = weights[at];
      float[] two = weights[at + 1];
      float[] three = weights[at + 2];
      float[] four = weights[at + 3];
      float a = input[at];
      float b = input[at + 1];
      float c = input[at + 2];
      float d = input[at + 3];
      for (int j = 0; j < output.length; j++) {
        output[j] += a * one[j] + b * two[j] + c * three[j] + d * four[j];
      }
    }

    private static void addScaled(float[] output, float[] weights, float value) {
      for (int j = 0; j < output.length; j++) {
        output[j] += value * weights[j];
      }
    }

    void write(DataOutput out) throws IOException {
      out.writeInt(weights.length);
      out.writeInt(bias.length);
      for (float[] row : weights) {
        writeFloats(out, row);
      }
      writeFloats(out, bias);
    }

    static Layer read(DataInput in) throws IOException {
      int inputs = bounded(in.readInt(), WIDEST, "inputs");
      int outputs = bounded(in.readInt(), WIDEST, "outputs");
      float[][] weights = new float[inputs][];
      for (int i = 0; i < inputs; i++) {
        weights[i] = readFloats(in, outputs);
      }
      return new Layer(weights, readFloats(in, outputs));
    }
  }

  private final List<Layer> layers;

  DenseNetwork(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).weights.length != layers.get(i - 1).bias.length) {
        throw new IllegalArgumentException("layer " + (i + 1) + " does not fit the one before");
      }
    }
  }

  int inputs() {
    return layers.getFirst().weights.length;
  }

  /** Returns the outputs for an input. */
  float[] evaluate(float[] input) {
    if (input.length != inputs()) {
      throw new IllegalArgumentException(
          "the network takes %d inputs, not %d".formatted(inputs(), input.length));
    }
    float[] values = input;
    for (int l = 0; l < layers.size(); l++) {
      values = forward(layers.get(l), values, l < layers.size() - 1);
    }
    return values;
  }

  /**
   * Returns the only output for each of many inputs. Several inputs pass a layer together, so that
   * its weights are fetched once for all of them.
   */
  float[] evaluateEach(List<float[]> inputs) {
    float[] outputs = new float[inputs.size()];
    for (int from = 0; from < outputs.length; from += TOGETHER) {
      int to = Math.min(outputs.length, from + TOGETHER);
      float[][] values = inputs.subList(from, to).toArray(new float[0][]);
      for (int l = 0; l < layers.size(); l++) {
        values = forward(layers.get(l), values, l < layers.size() - 1);
      }
      for (int i = from; i < to; i++) {
        outputs[i] = values[i - from][0];
      }
    }
    return outputs;
  }

  private static float[][] forward(Layer layer, float[][] inputs, boolean rectify) {
    float[][] outputs = new float[inputs.length][];
    for (int r = 0; r < inputs.length; r++) {
      outputs[r] = layer.bias.clone();
    }
    for (int i = 0; i < layer.weights.length; i++) {
      float[] weights = layer.weights[i];
      for (int r = 0; r < inputs.length; r++) {
        float value = inputs[r][i];
        if (value != 0.0f) {
          Layer.addScaled(outputs[r], weights, value);
        }
      }
    }
    if (rectify) {
      for (float[] output : outputs) {
        rectify(output);
      }
    }
    return outputs;
  }

  private static void rectify(float[] values) {
    for (int j = 0; j < values.length; j++) {
      values[j] = Math.max(0.0f, values[j]);
    }
  }

  private static float[] forward(Layer layer, float[] input, boolean rectify) {
    float[] output = layer.apply(input);
    if (rectify) {
      rectify(output);
    }
    return output;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(layers.size());
    for (Layer layer : layers) {
      layer.write(out);
    }
  }

  static DenseNetwork read(DataInput in) throws IOException {
    int count = bounded(in.readInt(), MOST_LAYERS, "layers");
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      layers.add(Layer.read(in));
    }
    return new DenseNetwork(layers);
  }

  static int bounded(int value, int most, String what) throws IOException {
    if (value < 1 || value > most) {
      throw new IOException("the file names " + value + " " + what + ", at most " + most);
    }
    return value;
  }

  static void writeFloats(DataOutput out, float[] values) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static float[] readFloats(DataInput in, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
