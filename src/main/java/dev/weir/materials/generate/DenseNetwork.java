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

  /**
   * Returns the outputs for an input. The inner loop runs along the outputs, which the compiler
   * turns into vector instructions, and inputs that are zero after rectification cost nothing.
   */
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

  private static float[] forward(Layer layer, float[] input, boolean rectify) {
    float[] output = layer.bias.clone();
    for (int i = 0; i < input.length; i++) {
      float value = input[i];
      if (value != 0.0f) {
        addScaled(output, layer.weights[i], value);
      }
    }
    if (rectify) {
      for (int j = 0; j < output.length; j++) {
        output[j] = Math.max(0.0f, output[j]);
      }
    }
    return output;
  }

  private static void addScaled(float[] output, float[] weights, float value) {
    for (int j = 0; j < output.length; j++) {
      output[j] += value * weights[j];
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(layers.size());
    for (Layer layer : layers) {
      out.writeInt(layer.weights.length);
      out.writeInt(layer.bias.length);
      for (float[] row : layer.weights) {
        writeFloats(out, row);
      }
      writeFloats(out, layer.bias);
    }
  }

  static DenseNetwork read(DataInput in) throws IOException {
    int count = bounded(in.readInt(), MOST_LAYERS, "layers");
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      int inputs = bounded(in.readInt(), WIDEST, "inputs");
      int outputs = bounded(in.readInt(), WIDEST, "outputs");
      float[][] weights = new float[inputs][];
      for (int i = 0; i < inputs; i++) {
        weights[i] = readFloats(in, outputs);
      }
      layers.add(new Layer(weights, readFloats(in, outputs)));
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
