package dev.weir.materials.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A feed-forward network in training: linear, batch normalisation, rectifier, dropout. Lives in the
 * native scope in which it was built.
 */
final class TorchDense implements TrainableNetwork<DenseNetwork> {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  /** The tensors of one layer; the normalisation's are not used in the last. */
  private record Block(
      Tensor weight, Tensor bias, Tensor gain, Tensor shift, Tensor mean, Tensor variance) {}

  private final List<Block> blocks = new ArrayList<>();
  private final Tensor inputs;

  /**
   * Creates a network with random weights.
   *
   * @param inputs one row for each formula
   * @param hidden widths of the hidden layers
   * @param random of the weights
   */
  TorchDense(float[][] inputs, List<Integer> hidden, RandomGenerator random) {
    this.inputs = TorchTensors.matrix(inputs);
    List<Integer> widths = new ArrayList<>(hidden);
    widths.add(1);
    int from = inputs[0].length;
    for (int to : widths) {
      blocks.add(
          new Block(
              TorchTensors.weight(random, to, from),
              TorchTensors.bias(random, to, from),
              TorchTensors.learned(TorchTensors.filled(to, 1.0f), to),
              TorchTensors.learned(TorchTensors.filled(to, 0.0f), to),
              Tensor.create(TorchTensors.filled(to, 0.0f), to),
              Tensor.create(TorchTensors.filled(to, 1.0f), to)));
      from = to;
    }
  }

  @Override
  public int rows() {
    return (int) inputs.size(0);
  }

  @Override
  public int[] arrange(int[] rows) {
    return rows;
  }

  @Override
  public Tensor forward(int[] rows, boolean training) {
    long[] index = new long[rows.length];
    for (int i = 0; i < index.length; i++) {
      index[i] = rows[i];
    }
    return forward(inputs.index_select(0, Tensor.create(index, index.length)), training);
  }

  private Tensor forward(Tensor input, boolean training) {
    Tensor values = input;
    for (int i = 0; i < blocks.size() - 1; i++) {
      Block block = blocks.get(i);
      Tensor linear = torch.linear(values, block.weight(), new TensorOptional(block.bias()));
      Tensor normal =
          torch.batch_norm(
              linear,
              new TensorOptional(block.gain()),
              new TensorOptional(block.shift()),
              new TensorOptional(block.mean()),
              new TensorOptional(block.variance()),
              training,
              MOMENTUM,
              EPSILON,
              false);
      values = torch.dropout(torch.relu(normal), TrainingPlan.DROPOUT, training);
    }
    Block last = blocks.getLast();
    return torch.linear(values, last.weight(), new TensorOptional(last.bias()));
  }

  @Override
  public TensorVector parameters() {
    TensorVector parameters = new TensorVector();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      parameters.push_back(block.weight());
      parameters.push_back(block.bias());
      if (i < blocks.size() - 1) {
        parameters.push_back(block.gain());
        parameters.push_back(block.shift());
      }
    }
    return parameters;
  }

  /** Copies the weights out, with the normalisation folded into them. */
  @Override
  public DenseNetwork export() {
    List<DenseNetwork.Layer> layers = new ArrayList<>();
    for (int l = 0; l < blocks.size(); l++) {
      Block block = blocks.get(l);
      float[][] weights = TorchTensors.transposed(block.weight());
      float[] bias = TorchTensors.floats(block.bias(), (int) block.bias().size(0));
      if (l < blocks.size() - 1) {
        fold(block, weights, bias);
      }
      layers.add(new DenseNetwork.Layer(weights, bias));
    }
    return new DenseNetwork(layers);
  }

  private static void fold(Block block, float[][] weights, float[] bias) {
    int outputs = bias.length;
    float[] gain = TorchTensors.floats(block.gain(), outputs);
    float[] shift = TorchTensors.floats(block.shift(), outputs);
    float[] mean = TorchTensors.floats(block.mean(), outputs);
    float[] variance = TorchTensors.floats(block.variance(), outputs);
    for (int j = 0; j < outputs; j++) {
      float scale = (float) (gain[j] / Math.sqrt(variance[j] + EPSILON));
      bias[j] = (bias[j] - mean[j]) * scale + shift[j];
      for (float[] row : weights) {
        row[j] *= scale;
      }
    }
  }
}
