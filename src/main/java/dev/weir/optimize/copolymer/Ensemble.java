package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.learn.KineticCoordinates;
import dev.weir.learn.Prediction;
import dev.weir.learn.StandardNormals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * All layers together: equally likely draws of the truth, of which each layer gives as many as its
 * weight allows. Immutable; any thread.
 *
 * <p>The layers of the conversions are weighed against each other by the density that each predicts
 * for the two measured conversions of the runs left out; the plain one, which predicts no
 * conversions, against all others together by the density of the losses. Below {@value
 * #LEAST_TO_WEIGH} runs nothing can be left out usefully, and the kinetics stands alone.
 */
public final class Ensemble {
  /** How many draws there are. */
  public static final int DRAWS = Layer.DRAWS;

  private static final int LEAST_TO_WEIGH = 3;

  /** Weights below this get no draws: they would cost time and change nothing. */
  private static final double LEAST_WEIGHT = 0.03;

  /** Draws of a left-out outcome, to learn the spread of its losses. */
  private static final int LEFT_OUT_DRAWS = 64;

  private final Goal goal;
  private final List<Layer> layers;
  private final int[] shares;
  private final Optional<PlainLayer> plain;
  private final int plainShare;
  private final List<Share> words;

  private Ensemble(Goal goal, List<Layer> layers, double[] weights, Optional<PlainLayer> plain) {
    this.goal = goal;
    this.layers = List.copyOf(layers);
    this.plain = plain;
    int[] all = Weights.shares(weights, DRAWS, LEAST_WEIGHT);
    plainShare = plain.isPresent() ? all[layers.size()] : 0;
    shares = java.util.Arrays.copyOf(all, layers.size());
    List<Share> named = new ArrayList<>();
    for (int k = 0; k < layers.size(); k++) {
      named.add(new Share(layers.get(k).word(), weights[k]));
    }
    if (plain.isPresent()) {
      named.add(new Share("losses themselves", weights[layers.size()]));
    }
    words = List.copyOf(named);
  }

  /**
   * A layer's weight.
   *
   * @param layer which one, in a few words
   * @param weight from 0 to 1
   */
  public record Share(String layer, double weight) {}

  /**
   * What an ensemble is made of.
   *
   * @param system which substances react
   * @param beliefs what may be believed of the kinetics: each becomes a layer of its own
   * @param kinds which kinds of layer to use, at least one
   * @param goal what is wanted
   */
  public record Setup(
      CopolymerSystem system, List<KineticBelief> beliefs, Set<LayerKind> kinds, Goal goal) {
    /** Copies the collections. */
    public Setup {
      beliefs = List.copyOf(beliefs);
      kinds = Set.copyOf(kinds);
      if (kinds.isEmpty() || (kinds.contains(LayerKind.KINETICS) && beliefs.isEmpty())) {
        throw new IllegalArgumentException(
            "an ensemble needs a layer, and the kinetics a belief; got %s and %d beliefs"
                .formatted(kinds, beliefs.size()));
      }
    }

    /** Returns how few runs there may be. */
    public int leastRuns() {
      return kinds.contains(LayerKind.KINETICS) ? 0 : 2;
    }
  }

  /**
   * Learns.
   *
   * @param observations as many as the setup needs
   * @param spanned conditions that span whatever will be asked
   * @param seed of the draws; the same arguments give the same ensemble to the last bit
   */
  public static Ensemble fit(
      Setup setup, List<Observation> observations, List<Conditions> spanned, long seed) {
    if (observations.size() < setup.leastRuns()) {
      throw new IllegalArgumentException(
          "need at least %d runs, got %d".formatted(setup.leastRuns(), observations.size()));
    }
    SplittableRandom seeds = new SplittableRandom(seed);
    List<Conditions> all = new ArrayList<>(spanned);
    observations.forEach(observation -> all.add(observation.achieved()));
    boolean weighs = observations.size() >= LEAST_TO_WEIGH;
    List<Layer> layers = new ArrayList<>();
    List<Double> priors = new ArrayList<>();
    if (setup.kinds().contains(LayerKind.KINETICS)) {
      kinetics(setup, observations, seeds, layers, priors);
    }
    boolean others = weighs || layers.isEmpty();
    if (others && setup.kinds().contains(LayerKind.RATES)) {
      layers.add(RateLayer.fit(KineticCoordinates.spannedBy(all), observations, seeds.nextLong()));
      priors.add(LayerKind.RATES.logPrior());
    }
    LinearCoordinates linear = LinearCoordinates.spannedBy(all);
    if (others && setup.kinds().contains(LayerKind.CONVERSIONS)) {
      layers.add(ConversionLayer.fit(linear, observations, seeds.nextLong()));
      priors.add(LayerKind.CONVERSIONS.logPrior());
    }
    Optional<PlainLayer> plain =
        setup.kinds().contains(LayerKind.PLAIN) && (weighs || layers.isEmpty())
            ? Optional.of(new PlainLayer(linear, setup.goal(), observations, seeds.nextLong()))
            : Optional.empty();
    double[] weights =
        weighs
            ? weighed(layers, priors, plain, setup.goal(), observations)
            : unweighed(priors, plain);
    return new Ensemble(setup.goal(), layers, weights, plain);
  }

  /**
   * Adds a layer for each belief. They share the prior weight of the kinetics in proportion to the
   * density that each belief gave the runs, which tells from the first run on when one misleads.
   */
  private static void kinetics(
      Setup setup,
      List<Observation> observations,
      SplittableRandom seeds,
      List<Layer> layers,
      List<Double> priors) {
    List<KineticLayer> fitted = new ArrayList<>();
    for (KineticBelief belief : setup.beliefs()) {
      fitted.add(KineticLayer.fit(setup.system(), belief, observations, seeds.nextLong()));
    }
    double[] evidences =
        fitted.stream().mapToDouble(layer -> layer.estimate().logEvidence()).toArray();
    double largest = java.util.Arrays.stream(evidences).max().orElseThrow();
    double sum = 0.0;
    for (double evidence : evidences) {
      sum += StrictMath.exp(evidence - largest);
    }
    for (int k = 0; k < evidences.length; k++) {
      layers.add(fitted.get(k));
      priors.add(LayerKind.KINETICS.logPrior() + evidences[k] - largest - StrictMath.log(sum));
    }
  }

  private static double[] unweighed(List<Double> priors, Optional<PlainLayer> plain) {
    double[] weights = new double[priors.size() + (plain.isPresent() ? 1 : 0)];
    double sum = 0.0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = StrictMath.exp(k < priors.size() ? priors.get(k) : LayerKind.PLAIN.logPrior());
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static double[] weighed(
      List<Layer> layers,
      List<Double> priors,
      Optional<PlainLayer> plain,
      Goal goal,
      List<Observation> observations) {
    if (layers.isEmpty()) {
      return new double[] {1.0};
    }
    List<List<LeftOut>> leftOut = layers.stream().map(Layer::leaveOneOut).toList();
    List<double[]> densities = new ArrayList<>();
    for (List<LeftOut> one : leftOut) {
      double[] density = new double[observations.size()];
      for (int i = 0; i < density.length; i++) {
        density[i] = one.get(i).logDensity(observations.get(i).outcome());
      }
      densities.add(density);
    }
    double[] among =
        Weights.of(densities, priors.stream().mapToDouble(Double::doubleValue).toArray());
    if (plain.isEmpty()) {
      return among;
    }
    double[] against =
        Weights.of(
            List.of(lossDensities(leftOut, among, goal, observations), plain.get().leaveOneOut()),
            new double[] {0.0, LayerKind.PLAIN.logPrior()});
    double[] weights = java.util.Arrays.copyOf(among, among.length + 1);
    for (int k = 0; k < among.length; k++) {
      weights[k] *= against[0];
    }
    weights[among.length] = against[1];
    return weights;
  }

  /**
   * Densities of the measured losses, as of normal distributions with the mean and the variance of
   * the losses that the layers predict together.
   */
  private static double[] lossDensities(
      List<List<LeftOut>> leftOut, double[] weights, Goal goal, List<Observation> observations) {
    List<double[]> normals = StandardNormals.spread(LEFT_OUT_DRAWS, 2, 1L);
    double[] densities = new double[observations.size()];
    int count = goal.losses();
    double[] two = new double[2];
    double[] losses = new double[count];
    double[] measured = new double[count];
    for (int i = 0; i < densities.length; i++) {
      Observation one = observations.get(i);
      double f10 = one.achieved().feedComposition().value();
      double[] sums = new double[count];
      double[] squares = new double[count];
      for (int k = 0; k < weights.length; k++) {
        for (int s = 0; s < LEFT_OUT_DRAWS; s++) {
          leftOut.get(k).get(i).draw(normals.get(0)[s], normals.get(1)[s], two);
          double made1 = f10 * Math.max(1e-6, two[0]);
          double made2 = (1.0 - f10) * Math.max(1e-6, two[1]);
          goal.losses(made1 / (made1 + made2), made1 + made2, one.achieved(), losses);
          for (int g = 0; g < count; g++) {
            sums[g] += weights[k] * losses[g] / LEFT_OUT_DRAWS;
            squares[g] += weights[k] * losses[g] * losses[g] / LEFT_OUT_DRAWS;
          }
        }
      }
      goal.losses(
          one.outcome().copolymerComposition(),
          one.outcome().conversion(),
          one.achieved(),
          measured);
      for (int g = 0; g < count; g++) {
        double variance = Math.max(1e-8, squares[g] - sums[g] * sums[g]);
        double miss = measured[g] - sums[g];
        densities[i] -= 0.5 * (miss * miss / variance + StrictMath.log(2.0 * Math.PI * variance));
      }
    }
    return densities;
  }

  /** Returns the layers with their weights, which sum to one. */
  public List<Share> shares() {
    return words;
  }

  /** Returns what is wanted. */
  public Goal goal() {
    return goal;
  }

  /**
   * Returns the draws of each loss under the given conditions.
   *
   * @return one array of {@value #DRAWS} for each loss
   */
  public double[][] losses(Conditions conditions) {
    double[][] losses = new double[goal.losses()][DRAWS];
    double[] into = new double[losses.length];
    int at = 0;
    for (int k = 0; k < shares.length; k++) {
      if (shares[k] > 0) {
        Prediction prediction = layers.get(k).predict(conditions);
        for (int s = 0; s < shares[k]; s++, at++) {
          goal.losses(
              prediction.copolymerComposition(s), prediction.conversion(s), conditions, into);
          for (int g = 0; g < into.length; g++) {
            losses[g][at] = into[g];
          }
        }
      }
    }
    if (plainShare > 0) {
      double[][] plainly = plain.orElseThrow().losses(conditions);
      for (int g = 0; g < losses.length; g++) {
        System.arraycopy(plainly[g], 0, losses[g], at, plainShare);
      }
    }
    return losses;
  }

  /**
   * Returns the draws of the outcome, of those layers that predict one; nothing when only the plain
   * layer speaks.
   */
  public Optional<Prediction> outcome(Conditions conditions) {
    double[] ones = new double[DRAWS];
    double[] twos = new double[DRAWS];
    int at = 0;
    for (int k = 0; k < shares.length; k++) {
      if (shares[k] > 0) {
        Prediction prediction = layers.get(k).predict(conditions);
        for (int s = 0; s < shares[k]; s++, at++) {
          ones[at] = prediction.conversion1(s);
          twos[at] = prediction.conversion2(s);
        }
      }
    }
    return at == 0
        ? Optional.empty()
        : Optional.of(
            Prediction.of(
                java.util.Arrays.copyOf(ones, at),
                java.util.Arrays.copyOf(twos, at),
                conditions.feedComposition().value()));
  }
}
