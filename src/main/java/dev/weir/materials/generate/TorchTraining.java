package dev.weir.materials.generate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SmoothL1LossOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains one regression network with LibTorch: smooth L1 loss; AdamW with a one-cycle rate (Smith
 * and Topin, arXiv:1708.07120). The network of the epoch with the least absolute error on the
 * validating rows is returned. One thread inside LibTorch: more than one slows small networks down.
 * Owned by the thread that calls {@link #train}; the same seed gives the same network on the same
 * machine.
 */
final class TorchTraining {
  /** The share of the steps in which the rate rises, and its first and last share of the peak. */
  private static final double WARM_UP = 0.3;

  private static final double FIRST_SHARE = 1.0 / 25.0;
  private static final double LAST_SHARE = 1e-5;

  /** Rows in one step of a validation. */
  private static final int VALIDATION_BATCH = 2048;

  /** Hears of each epoch and its root mean square error in units of the target. */
  interface EpochListener {
    void epochDone(int epoch, double error);
  }

  /** Builds a network within the training's scope of native memory. */
  interface Blueprint<N> {
    TrainableNetwork<N> build(SplittableRandom random);
  }

  private final int epochs;
  private final double peakRate;
  private final long seed;
  private final SplittableRandom random;

  /**
   * Creates a training.
   *
   * @param epochs how often every row is seen
   * @param peakRate the learning rate at the top of its cycle
   * @param seed of weights, order of rows and dropout
   */
  TorchTraining(int epochs, double peakRate, long seed) {
    this.epochs = epochs;
    this.peakRate = peakRate;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Trains.
   *
   * @param teaching targets of the first rows of the network
   * @param validating targets of the rows after them
   */
  <N> N train(
      Blueprint<N> blueprint, float[] teaching, float[] validating, EpochListener listener) {
    try (PointerScope _ = new PointerScope()) {
      torch.set_num_threads(1);
      torch.manual_seed(seed);
      TrainableNetwork<N> network = blueprint.build(random);
      if (network.rows() != teaching.length + validating.length) {
        throw new IllegalArgumentException(
            "%d rows for %d and %d targets"
                .formatted(network.rows(), teaching.length, validating.length));
      }
      AdamWOptions options = new AdamWOptions(peakRate);
      options.weight_decay().put(TrainingPlan.WEIGHT_DECAY);
      AdamW optimiser = new AdamW(network.parameters(), options);
      int stepsPerEpoch = Math.max(1, teaching.length / TrainingPlan.BATCH);
      long steps = (long) stepsPerEpoch * epochs;
      N best = network.export();
      double least = Double.POSITIVE_INFINITY;
      long step = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        int[] order = permutation(teaching.length);
        for (int batch = 0; batch < stepsPerEpoch; batch++) {
          optimiser.param_groups().get(0).options().set_lr(rate(step++, steps));
          step(optimiser, network, teaching, slice(order, batch, stepsPerEpoch));
        }
        Errors errors = errors(network, teaching.length, validating);
        if (errors.absolute() < least) {
          least = errors.absolute();
          best = network.export();
        }
        listener.epochDone(epoch, errors.rootMeanSquare());
      }
      return best;
    }
  }

  /** The rate rises as a cosine from 1/25 of the peak, and falls as one to 1/100,000. */
  private double rate(long step, long steps) {
    double at = (double) step / Math.max(1, steps - 1);
    double from = at < WARM_UP ? FIRST_SHARE : 1.0;
    double to = at < WARM_UP ? 1.0 : LAST_SHARE;
    double along = at < WARM_UP ? at / WARM_UP : (at - WARM_UP) / (1.0 - WARM_UP);
    return peakRate * (to + (from - to) * 0.5 * (1.0 + Math.cos(Math.PI * along)));
  }

  private static void step(
      AdamW optimiser, TrainableNetwork<?> network, float[] targets, int[] rows) {
    try (PointerScope _ = new PointerScope()) {
      int[] arranged = network.arrange(rows);
      float[] wanted = new float[arranged.length];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = targets[arranged[i]];
      }
      Tensor output = network.forward(arranged, true);
      Tensor loss =
          torch.smooth_l1_loss(
              output,
              Tensor.create(wanted, wanted.length, 1),
              new SmoothL1LossOptions(),
              TrainingPlan.LOSS_KNEE);
      optimiser.zero_grad();
      loss.backward();
      optimiser.step();
    }
  }

  /**
   * Errors on the validating rows. The mean absolute one chooses the epoch: the square is ruled by
   * a few damaged rows.
   */
  private record Errors(double absolute, double rootMeanSquare) {}

  private static Errors errors(TrainableNetwork<?> network, int from, float[] targets) {
    double squares = 0.0;
    double absolute = 0.0;
    for (int start = 0; start < targets.length; start += VALIDATION_BATCH) {
      int end = Math.min(targets.length, start + VALIDATION_BATCH);
      int[] rows = network.arrange(IntStream.range(from + start, from + end).toArray());
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        float[] output = TorchTensors.floats(network.forward(rows, false), rows.length);
        for (int i = 0; i < rows.length; i++) {
          double off = output[i] - targets[rows[i] - from];
          squares += off * off;
          absolute += Math.abs(off);
        }
      }
    }
    return new Errors(absolute / targets.length, Math.sqrt(squares / targets.length));
  }

  private int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static int[] slice(int[] order, int batch, int batches) {
    int from = (int) ((long) order.length * batch / batches);
    int to = (int) ((long) order.length * (batch + 1) / batches);
    return Arrays.copyOfRange(order, from, to);
  }
}
