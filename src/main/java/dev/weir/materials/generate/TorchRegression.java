package dev.weir.materials.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SmoothL1LossOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains one regression network with LibTorch: linear, batch normalisation, rectifier, dropout;
 * smooth L1 loss; AdamW with a one-cycle rate (Smith and Topin, arXiv:1708.07120). The network of
 * the best validation epoch is returned. One thread inside LibTorch: more than one slows small
 * networks down. Owned by the thread that calls {@link #train}; the same seed gives the same
 * network on the same machine.
 */
final class TorchRegression {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  /** The share of the steps in which the rate rises, and its first and last share of the peak. */
  private static final double WARM_UP = 0.3;

  private static final double FIRST_SHARE = 1.0 / 25.0;
  private static final double LAST_SHARE = 1e-5;

  /** Rows to learn from: standardised features, and a target for each. */
  static final class Rows {
    private final float[][] inputs;
    private final float[] targets;

    Rows(float[][] inputs, float[] targets) {
      if (inputs.length == 0 || inputs.length != targets.length) {
        throw new IllegalArgumentException(
            "%d inputs for %d targets".formatted(inputs.length, targets.length));
      }
      this.inputs = inputs;
      this.targets = targets;
    }

    int size() {
      return targets.length;
    }

    float[] input(int row) {
      return inputs[row];
    }

    float target(int row) {
      return targets[row];
    }
  }

  /** Hears of each epoch and its root mean square error in units of the target. */
  interface EpochListener {
    void epochDone(int epoch, double error);
  }

  /** The tensors of one layer; the normalisation's are absent in the last. */
  private record Block(
      Tensor weight, Tensor bias, Tensor gain, Tensor shift, Tensor mean, Tensor variance) {}

  private final TrainingPlan plan;
  private final SplittableRandom random;
  private final long seed;
  private final List<Block> blocks = new ArrayList<>();

  TorchRegression(TrainingPlan plan, long seed) {
    this.plan = plan;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  DenseNetwork train(Rows training, Rows validation, EpochListener listener) {
    try (PointerScope _ = new PointerScope()) {
      torch.set_num_threads(1);
      torch.manual_seed(seed);
      int inputs = training.inputs[0].length;
      build(inputs);
      Tensor x = matrix(training.inputs);
      Tensor y = column(training.targets);
      Tensor validationX = matrix(validation.inputs);
      AdamWOptions options = new AdamWOptions(plan.peakRate());
      options.weight_decay().put(TrainingPlan.WEIGHT_DECAY);
      AdamW optimiser = new AdamW(parameters(), options);
      int rows = training.targets.length;
      int stepsPerEpoch = Math.max(1, rows / TrainingPlan.BATCH);
      long steps = (long) stepsPerEpoch * plan.epochs();
      DenseNetwork best = export();
      double bestError = Double.POSITIVE_INFINITY;
      long step = 0;
      for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
        long[] order = permutation(rows);
        for (int batch = 0; batch < stepsPerEpoch; batch++) {
          optimiser.param_groups().get(0).options().set_lr(rate(step++, steps));
          step(optimiser, x, y, slice(order, batch, stepsPerEpoch));
        }
        double error = error(validationX, validation.targets);
        if (error < bestError) {
          bestError = error;
          best = export();
        }
        listener.epochDone(epoch, error);
      }
      return best;
    } finally {
      blocks.clear();
    }
  }

  /** The rate rises as a cosine from 1/25 of the peak, and falls as one to 1/100,000. */
  private double rate(long step, long steps) {
    double at = (double) step / Math.max(1, steps - 1);
    double from = at < WARM_UP ? FIRST_SHARE : 1.0;
    double to = at < WARM_UP ? 1.0 : LAST_SHARE;
    double along = at < WARM_UP ? at / WARM_UP : (at - WARM_UP) / (1.0 - WARM_UP);
    return plan.peakRate() * (to + (from - to) * 0.5 * (1.0 + Math.cos(Math.PI * along)));
  }

  private void step(AdamW optimiser, Tensor x, Tensor y, long[] rows) {
    try (PointerScope _ = new PointerScope()) {
      Tensor index = Tensor.create(rows, rows.length);
      Tensor output = forward(x.index_select(0, index), true);
      SmoothL1LossOptions options = new SmoothL1LossOptions();
      Tensor loss =
          torch.smooth_l1_loss(output, y.index_select(0, index), options, TrainingPlan.LOSS_KNEE);
      optimiser.zero_grad();
      loss.backward();
      optimiser.step();
    }
  }

  private double error(Tensor x, float[] targets) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      float[] output = floats(forward(x, false), targets.length);
      double squares = 0.0;
      for (int i = 0; i < targets.length; i++) {
        double off = output[i] - targets[i];
        squares += off * off;
      }
      return Math.sqrt(squares / targets.length);
    }
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

  private void build(int inputs) {
    List<Integer> widths = new ArrayList<>(plan.hidden());
    widths.add(1);
    int from = inputs;
    for (int to : widths) {
      float bound = (float) (1.0 / Math.sqrt(from));
      blocks.add(
          new Block(
              learned(uniform(to * from, bound), to, from),
              learned(uniform(to, bound), to),
              learned(filled(to, 1.0f), to),
              learned(filled(to, 0.0f), to),
              Tensor.create(filled(to, 0.0f), to),
              Tensor.create(filled(to, 1.0f), to)));
      from = to;
    }
  }

  private TensorVector parameters() {
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
  private DenseNetwork export() {
    List<DenseNetwork.Layer> layers = new ArrayList<>();
    for (int l = 0; l < blocks.size(); l++) {
      Block block = blocks.get(l);
      int outputs = (int) block.weight().size(0);
      int inputs = (int) block.weight().size(1);
      float[] weight = floats(block.weight(), outputs * inputs);
      float[] bias = floats(block.bias(), outputs);
      if (l < blocks.size() - 1) {
        fold(block, weight, bias);
      }
      float[][] transposed = new float[inputs][outputs];
      for (int j = 0; j < outputs; j++) {
        for (int i = 0; i < inputs; i++) {
          transposed[i][j] = weight[j * inputs + i];
        }
      }
      layers.add(new DenseNetwork.Layer(transposed, bias));
    }
    return new DenseNetwork(layers);
  }

  private static void fold(Block block, float[] weight, float[] bias) {
    int outputs = bias.length;
    int inputs = weight.length / outputs;
    float[] gain = floats(block.gain(), outputs);
    float[] shift = floats(block.shift(), outputs);
    float[] mean = floats(block.mean(), outputs);
    float[] variance = floats(block.variance(), outputs);
    for (int j = 0; j < outputs; j++) {
      float scale = (float) (gain[j] / Math.sqrt(variance[j] + EPSILON));
      bias[j] = (bias[j] - mean[j]) * scale + shift[j];
      for (int i = 0; i < inputs; i++) {
        weight[j * inputs + i] *= scale;
      }
    }
  }

  private static Tensor learned(float[] values, long... shape) {
    return Tensor.create(values, shape).requires_grad_(true);
  }

  private static Tensor matrix(float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return Tensor.create(flat, rows.length, width);
  }

  private static Tensor column(float[] values) {
    return Tensor.create(values, values.length, 1);
  }

  private static float[] floats(Tensor tensor, int count) {
    try (PointerScope _ = new PointerScope()) {
      float[] values = new float[count];
      tensor.detach().contiguous().data_ptr_float().get(values);
      return values;
    }
  }

  private float[] uniform(int count, float bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  private long[] permutation(int count) {
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long[] slice(long[] order, int batch, int batches) {
    int from = (int) ((long) order.length * batch / batches);
    int to = (int) ((long) order.length * (batch + 1) / batches);
    return Arrays.copyOfRange(order, from, to);
  }
}
