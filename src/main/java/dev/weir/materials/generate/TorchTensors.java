package dev.weir.materials.generate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Tensors from numbers and numbers from tensors. */
final class TorchTensors {
  private TorchTensors() {}

  /** A tensor that an optimiser moves. */
  static Tensor learned(float[] values, long... shape) {
    return Tensor.create(values, shape).requires_grad_(true);
  }

  /** Weights from {@code from} inputs to {@code to} outputs, uniform within 1/sqrt(from). */
  static Tensor weight(RandomGenerator random, int to, int from) {
    return learned(uniform(random, to * from, (float) (1.0 / Math.sqrt(from))), to, from);
  }

  /** The bias that goes with {@link #weight}. */
  static Tensor bias(RandomGenerator random, int to, int from) {
    return learned(uniform(random, to, (float) (1.0 / Math.sqrt(from))), to);
  }

  static Tensor matrix(float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return Tensor.create(flat, rows.length, width);
  }

  static float[] floats(Tensor tensor, int count) {
    try (PointerScope _ = new PointerScope()) {
      float[] values = new float[count];
      tensor.detach().contiguous().data_ptr_float().get(values);
      return values;
    }
  }

  /** Copies a weight of {@code outputs} by {@code inputs} out, one row for each input. */
  static float[][] transposed(Tensor weight) {
    int outputs = (int) weight.size(0);
    int inputs = (int) weight.size(1);
    float[] flat = floats(weight, outputs * inputs);
    float[][] rows = new float[inputs][outputs];
    for (int j = 0; j < outputs; j++) {
      for (int i = 0; i < inputs; i++) {
        rows[i][j] = flat[j * inputs + i];
      }
    }
    return rows;
  }

  static float[] uniform(RandomGenerator random, int count, float bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }

  static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }
}
