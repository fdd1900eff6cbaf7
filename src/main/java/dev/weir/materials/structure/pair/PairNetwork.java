package dev.weir.materials.structure.pair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The pair classifier of the literature: a network on the absolute differences of standardised
 * descriptors says whether two formulas of one ratio crystallise alike. Layers of linear, batch
 * normalisation, rectifier and dropout, one output (the difference of the two of a softmax);
 * cross-entropy, Adam; the weights of the epoch that validates best are kept, and training ends
 * when {@link Plan#patience} epochs in a row were no better (Kusaba, Liu and Yoshida, Comput.
 * Mater. Sci. 211 (2022) 111496; sizes of the authors' later program).
 *
 * <p>Trained and asked in one go, in native memory. One thread inside LibTorch; the same seed gives
 * the same answers on the same machine.
 */
public final class PairNetwork {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;
  private static final int ASKED_TOGETHER = 4096;

  /**
   * How a network is trained.
   *
   * @param layers hidden layers
   * @param width units of each
   * @param dropout share of the units that is left out in a step
   * @param batch pairs in a step
   * @param rate of Adam
   * @param epochs at most
   * @param patience epochs without gain after which it ends
   */
  public record Plan(
      int layers, int width, double dropout, int batch, double rate, int epochs, int patience) {
    /** The published sizes; the rate is Adam's usual one. */
    public static final Plan PUBLISHED = new Plan(3, 400, 0.2, 1024, 1e-3, 200, 50);

    /** Returns this plan with another limit of epochs and patience. */
    public Plan within(int mostEpochs, int mostPatience) {
      return new Plan(layers, width, dropout, batch, rate, mostEpochs, mostPatience);
    }
  }

  /** The tensors of one layer; the normalisation's are not used in the last. */
  private record Layer(
      Tensor weight, Tensor bias, Tensor gain, Tensor shift, Tensor mean, Tensor variance) {}

  private final Plan plan;
  private final Tensor places;
  private final List<Layer> layers = new ArrayList<>();
  private final SplittableRandom random;

  private PairNetwork(Plan plan, float[][] places, long seed) {
    this.plan = plan;
    this.random = new SplittableRandom(seed);
    int inputs = places[0].length;
    float[] flat = new float[places.length * inputs];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(places[i], 0, flat, i * inputs, inputs);
    }
    this.places = Tensor.create(flat, places.length, inputs);
    int from = inputs;
    for (int l = 0; l <= plan.layers; l++) {
      int to = l < plan.layers ? plan.width : 1;
      float bound = (float) (1.0 / Math.sqrt(from));
      layers.add(
          new Layer(
              learned(uniform(to * from, bound), to, from),
              learned(uniform(to, bound), to),
              learned(filled(to, 1.0f), to),
              learned(filled(to, 0.0f), to),
              Tensor.create(filled(to, 0.0f), to),
              Tensor.create(filled(to, 1.0f), to)));
      from = to;
    }
  }

  /**
   * Trains a network and returns the probabilities it gives to other pairs.
   *
   * @param places standardised descriptors of each structure that a pair names
   * @param asked pairs to be judged
   * @param progress hears a line for each epoch
   */
  public static double[] probabilities(
      Plan plan,
      float[][] places,
      PairSampling.Split split,
      List<PairSampling.Pair> asked,
      long seed,
      Consumer<String> progress) {
    try (PointerScope _ = new PointerScope()) {
      torch.set_num_threads(1);
      torch.manual_seed(seed);
      PairNetwork network = new PairNetwork(plan, places, seed);
      network.train(split, progress);
      return network.ask(asked);
    }
  }

  private void train(PairSampling.Split split, Consumer<String> progress) {
    Adam optimiser = new Adam(parameters(), new AdamOptions(plan.rate));
    List<float[]> best = export();
    double most = 0.0;
    int worse = 0;
    for (int epoch = 1; epoch <= plan.epochs && worse < plan.patience; epoch++) {
      int[] order = permutation(split.training().size());
      int steps = Math.max(1, order.length / plan.batch);
      for (int step = 0; step < steps; step++) {
        int from = (int) ((long) order.length * step / steps);
        int to = (int) ((long) order.length * (step + 1) / steps);
        step(optimiser, split.training(), Arrays.copyOfRange(order, from, to));
      }
      double accuracy = PairScore.of(split.validating(), ask(split.validating())).accuracy();
      worse++;
      if (accuracy > most) {
        most = accuracy;
        worse = 0;
        best = export();
      }
      progress.accept("epoch %d, accuracy on validation %.4f".formatted(epoch, accuracy));
    }
    restore(best);
  }

  private void step(Adam optimiser, List<PairSampling.Pair> pairs, int[] chosen) {
    try (PointerScope _ = new PointerScope()) {
      float[] wanted = new float[chosen.length];
      List<PairSampling.Pair> batch = new ArrayList<>(chosen.length);
      for (int i = 0; i < chosen.length; i++) {
        batch.add(pairs.get(chosen[i]));
        wanted[i] = pairs.get(chosen[i]).similar() ? 1.0f : 0.0f;
      }
      Tensor loss =
          torch.binary_cross_entropy_with_logits(
              forward(batch, true), Tensor.create(wanted, wanted.length, 1));
      optimiser.zero_grad();
      loss.backward();
      optimiser.step();
    }
  }

  private Tensor forward(List<PairSampling.Pair> pairs, boolean training) {
    long[] ones = pairs.stream().mapToLong(PairSampling.Pair::one).toArray();
    long[] others = pairs.stream().mapToLong(PairSampling.Pair::other).toArray();
    Tensor values =
        places
            .index_select(0, Tensor.create(ones, ones.length))
            .sub(places.index_select(0, Tensor.create(others, others.length)))
            .abs();
    for (int l = 0; l < plan.layers; l++) {
      Layer layer = layers.get(l);
      Tensor normal =
          torch.batch_norm(
              torch.linear(values, layer.weight(), new TensorOptional(layer.bias())),
              new TensorOptional(layer.gain()),
              new TensorOptional(layer.shift()),
              new TensorOptional(layer.mean()),
              new TensorOptional(layer.variance()),
              training,
              MOMENTUM,
              EPSILON,
              false);
      values = torch.dropout(torch.relu(normal), plan.dropout, training);
    }
    Layer last = layers.getLast();
    return torch.linear(values, last.weight(), new TensorOptional(last.bias()));
  }

  private double[] ask(List<PairSampling.Pair> pairs) {
    double[] probabilities = new double[pairs.size()];
    for (int from = 0; from < pairs.size(); from += ASKED_TOGETHER) {
      int to = Math.min(pairs.size(), from + ASKED_TOGETHER);
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        float[] answers = new float[to - from];
        torch
            .sigmoid(forward(pairs.subList(from, to), false))
            .contiguous()
            .data_ptr_float()
            .get(answers);
        for (int i = from; i < to; i++) {
          probabilities[i] = answers[i - from];
        }
      }
    }
    return probabilities;
  }

  private TensorVector parameters() {
    TensorVector parameters = new TensorVector();
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      parameters.push_back(layer.weight());
      parameters.push_back(layer.bias());
      if (l < plan.layers) {
        parameters.push_back(layer.gain());
        parameters.push_back(layer.shift());
      }
    }
    return parameters;
  }

  private List<Tensor> state() {
    List<Tensor> state = new ArrayList<>();
    for (Layer layer : layers) {
      state.addAll(
          List.of(
              layer.weight(),
              layer.bias(),
              layer.gain(),
              layer.shift(),
              layer.mean(),
              layer.variance()));
    }
    return state;
  }

  private List<float[]> export() {
    List<float[]> values = new ArrayList<>();
    try (PointerScope _ = new PointerScope()) {
      for (Tensor tensor : state()) {
        float[] copy = new float[(int) tensor.numel()];
        tensor.detach().contiguous().data_ptr_float().get(copy);
        values.add(copy);
      }
    }
    return values;
  }

  private void restore(List<float[]> values) {
    try (PointerScope _ = new PointerScope()) {
      List<Tensor> state = state();
      for (int i = 0; i < values.size(); i++) {
        state.get(i).detach().data_ptr_float().put(values.get(i));
      }
    }
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

  private static Tensor learned(float[] values, long... shape) {
    return Tensor.create(values, shape).requires_grad_(true);
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
}
