package dev.weir.materials.generate;

import dev.weir.materials.data.KnownFormula;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains the conditional adversarial networks of the reference as published (Sawada, Morikawa and
 * Fujii, arXiv:1910.11499, and their sample code): Wasserstein loss with gradient penalty
 * (Gulrajani et al., arXiv:1704.00028), a critic with two heads, real or not and which formation
 * energy. The critic's second head learns from known formulas only; the generator is to please
 * both. Loads the native library. Owned by the thread that calls {@link #train}.
 */
public final class AdversarialTraining {
  private static final int BATCH = 256;
  private static final int CRITIC_STEPS = 5;
  private static final float PENALTY = 10.0f;
  private static final double RATE = 1e-4;
  private static final double BETA_1 = 0.0;
  private static final double BETA_2 = 0.9;
  private static final List<Integer> GENERATOR = List.of(30, 60);
  private static final List<Integer> TRUNK = List.of(60, 30);

  /** Features whose means follow the fractions in the vector; those of the published table. */
  private static final int MOST_FEATURES = 58;

  /** Hears of the training; whoever throws ends it. */
  public interface Progress {
    /**
     * Called now and then.
     *
     * @param step generator steps done
     * @param distance the critic's estimate of how far generated formulas are from known ones
     * @param knownError root mean square error of the critic's second head on known formulas, as a
     *     share of the range of energies
     * @param generatedError how far that head finds generated formulas from what was asked of them,
     *     likewise
     */
    void stepped(long step, double distance, double knownError, double generatedError);
  }

  private static final int REPORT_EVERY = 200;

  /** What the critic says after a step. */
  private record Verdict(double distance, double knownError) {}

  /** One layer. */
  private record Dense(Tensor weight, Tensor bias) {
    Tensor apply(Tensor input) {
      return torch.linear(input, weight, new TensorOptional(bias));
    }
  }

  private final ElementTable table;
  private final long steps;
  private final long seed;
  private final Progress progress;

  /**
   * Creates a training.
   *
   * @param table the elemental features; its first 58 count
   * @param steps of the generator; the critic takes five to each
   * @param seed of everything random
   * @param progress hears of the training
   */
  public AdversarialTraining(ElementTable table, long steps, long seed, Progress progress) {
    if (steps < 1) {
      throw new IllegalArgumentException("a training needs at least one step, was " + steps);
    }
    this.table =
        table.select(table.features().subList(0, Math.min(MOST_FEATURES, table.features().size())));
    this.steps = steps;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Trains on known formulas.
   *
   * @throws IllegalArgumentException when the table lacks an element
   */
  public AdversarialNetwork train(List<KnownFormula> rows) {
    List<Formula> formulas = rows.stream().map(KnownFormula::formula).toList();
    double[] energies =
        rows.stream().mapToDouble(row -> row.energy().electronvoltsPerAtom()).toArray();
    AdversarialScaling scaling = AdversarialScaling.fit(table, formulas, energies);
    float[] wanted = new float[energies.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = scaling.scaledEnergy(energies[i]);
    }
    try (PointerScope _ = new PointerScope()) {
      torch.set_num_threads(1);
      torch.manual_seed(seed);
      SplittableRandom random = new SplittableRandom(seed);
      Tensor real = TorchTensors.matrix(scaling.scaled(table, formulas));
      Tensor energy = Tensor.create(wanted, wanted.length, 1);
      List<Dense> generator =
          layers(AdversarialNetwork.NOISE + 1, GENERATOR, scaling.columns(), random);
      List<Dense> trunk = layers(scaling.columns(), TRUNK.subList(0, 1), TRUNK.getLast(), random);
      List<Dense> heads = new ArrayList<>();
      heads.add(layer(TRUNK.getLast(), 1, random));
      heads.add(layer(TRUNK.getLast(), 1, random));
      new Duel(real, energy, generator, trunk, heads, random).run();
      return new AdversarialNetwork(scaling, export(generator), steps);
    }
  }

  private static List<Dense> layers(
      int inputs, List<Integer> hidden, int outputs, RandomGenerator random) {
    List<Dense> layers = new ArrayList<>();
    int from = inputs;
    for (int to : hidden) {
      layers.add(layer(from, to, random));
      from = to;
    }
    layers.add(layer(from, outputs, random));
    return layers;
  }

  /** Weights uniform after Glorot and Bengio (AISTATS 2010), biases zero, as the sample code's. */
  private static Dense layer(int inputs, int outputs, RandomGenerator random) {
    float bound = (float) Math.sqrt(6.0 / (inputs + outputs));
    return new Dense(
        TorchTensors.learned(
            TorchTensors.uniform(random, inputs * outputs, bound), outputs, inputs),
        TorchTensors.learned(TorchTensors.filled(outputs, 0.0f), outputs));
  }

  private static DenseNetwork export(List<Dense> layers) {
    return new DenseNetwork(
        layers.stream()
            .map(
                layer ->
                    new DenseNetwork.Layer(
                        TorchTensors.transposed(layer.weight()),
                        TorchTensors.floats(layer.bias(), (int) layer.bias().size(0))))
            .toList());
  }

  /** The two networks while they train against each other. */
  private final class Duel {
    private final Tensor real;
    private final Tensor energy;
    private final List<Dense> generator;
    private final List<Dense> trunk;
    private final List<Dense> heads;
    private final RandomGenerator random;
    private final Adam generatorSteps;
    private final Adam criticSteps;

    Duel(
        Tensor real,
        Tensor energy,
        List<Dense> generator,
        List<Dense> trunk,
        List<Dense> heads,
        RandomGenerator random) {
      this.real = real;
      this.energy = energy;
      this.generator = generator;
      this.trunk = trunk;
      this.heads = heads;
      this.random = random;
      this.generatorSteps = new Adam(parameters(generator), options());
      List<Dense> critic = new ArrayList<>(trunk);
      critic.addAll(heads);
      this.criticSteps = new Adam(parameters(critic), options());
    }

    private static AdamOptions options() {
      AdamOptions options = new AdamOptions(RATE);
      // A pair lies in memory with its second part first.
      int first = options.betas().get(0) < options.betas().get(1) ? 0 : 1;
      options.betas().put(first, BETA_1);
      options.betas().put(1 - first, BETA_2);
      return options;
    }

    private static TensorVector parameters(List<Dense> layers) {
      TensorVector parameters = new TensorVector();
      for (Dense layer : layers) {
        parameters.push_back(layer.weight());
        parameters.push_back(layer.bias());
      }
      return parameters;
    }

    void run() {
      for (long step = 1; step <= steps; step++) {
        Verdict verdict = new Verdict(0.0, 0.0);
        long[] batch = batch();
        for (int i = 0; i < CRITIC_STEPS; i++) {
          verdict = criticStep(batch);
        }
        double error = generatorStep(batch);
        if (step % REPORT_EVERY == 0 || step == steps) {
          progress.stepped(step, verdict.distance(), verdict.knownError(), error);
        }
      }
    }

    private Verdict criticStep(long[] batch) {
      try (PointerScope _ = new PointerScope()) {
        Tensor index = Tensor.create(batch, BATCH);
        Tensor known = real.index_select(0, index);
        Tensor wanted = energy.index_select(0, index);
        Tensor made = generated(wanted).detach();
        Tensor seen = trunk(known);
        Tensor distance = score(trunk(made)).mean().sub(score(seen).mean());
        Tensor error = torch.mse_loss(heads.get(1).apply(seen), wanted);
        Tensor loss = distance.add(penalty(known, made).mul(new Scalar(PENALTY))).add(error);
        criticSteps.zero_grad();
        loss.backward();
        criticSteps.step();
        return new Verdict(-distance.item_float(), Math.sqrt(error.item_float()));
      }
    }

    private double generatorStep(long[] batch) {
      try (PointerScope _ = new PointerScope()) {
        Tensor wanted = energy.index_select(0, Tensor.create(batch, BATCH));
        Tensor seen = trunk(generated(wanted));
        Tensor error = torch.mse_loss(heads.get(1).apply(seen), wanted);
        Tensor loss = error.sub(score(seen).mean());
        generatorSteps.zero_grad();
        loss.backward();
        generatorSteps.step();
        return Math.sqrt(error.item_float());
      }
    }

    /** The known formulas of all steps of one round, as in the sample code. */
    private long[] batch() {
      long count = real.size(0);
      long[] rows = new long[BATCH];
      for (int i = 0; i < BATCH; i++) {
        rows[i] = random.nextLong(count);
      }
      return rows;
    }

    private Tensor generated(Tensor wanted) {
      float[] noise = TorchTensors.uniform(random, BATCH * AdversarialNetwork.NOISE, 1.0f);
      TensorVector input = new TensorVector();
      input.push_back(Tensor.create(noise, BATCH, AdversarialNetwork.NOISE));
      input.push_back(wanted);
      Tensor values = torch.cat(input, 1);
      for (int i = 0; i < generator.size() - 1; i++) {
        values = torch.relu(generator.get(i).apply(values));
      }
      return torch.sigmoid(generator.getLast().apply(values));
    }

    private Tensor trunk(Tensor input) {
      Tensor values = input;
      for (Dense layer : trunk) {
        values = torch.relu(layer.apply(values));
      }
      return values;
    }

    private Tensor score(Tensor seen) {
      return heads.get(0).apply(seen);
    }

    /**
     * How far the critic's slope over a whole batch is from 1 between known and generated formulas.
     *
     * <p>The sample code draws a batch of mixing shares with two more axes than its formulas have,
     * so that every share meets every formula, and takes the length of a slope over all axes but
     * the first. The slope of a single formula is therefore held near one over the root of the
     * batch, and the property's part of the loss weighs so much more. One share for all formulas,
     * drawn anew in each step, has the same mean at a 256th of the cost.
     */
    private Tensor penalty(Tensor known, Tensor made) {
      Tensor between =
          made.add(known.sub(made).mul(new Scalar(random.nextDouble())))
              .detach()
              .requires_grad_(true);
      Tensor judged = score(trunk(between));
      TensorVector slopes =
          torch.grad(
              new TensorVector(judged),
              new TensorVector(between),
              new TensorVector(torch.ones_like(judged)),
              new BoolOptional(true),
              true,
              false);
      Tensor length =
          slopes.get(0).square().sum().add(new Scalar(1e-12)).sqrt().sub(new Scalar(1.0));
      return length.square();
    }
  }
}
