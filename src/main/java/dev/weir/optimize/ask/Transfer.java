package dev.weir.optimize.ask;

import dev.weir.learn.FunctionDraws;
import dev.weir.learn.GaussianProcess;
import dev.weir.learn.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * How much earlier tables of the same space count for an output, and what they say of it. Pure.
 *
 * <p>After Feurer, Letham and Bakshy (AutoML workshop at ICML 2018): a table counts as often as its
 * function ranks the present runs with fewer mistakes than all others and than the present runs
 * rank each other when each is left out; one that mostly ranks worse than nearly all of the latter
 * counts nothing. Ranks do not change with offset and unit, so the tables need not agree in them.
 * Unlike there, the functions are not averaged with that of the present runs: they are, shifted and
 * stretched to the present outputs, the mean before any data of a further member, which goes
 * through the data like all others.
 */
final class Transfer {
  /** A table with fewer measurements of an output says nothing of it. */
  private static final int LEAST_RUNS = 4;

  private static final int SAMPLES = 128;

  /** A table whose median loss is beyond this share of the own losses counts nothing. */
  private static final double WORST = 0.95;

  /** The own slope counts as much as this squared deviation against one that fits the spread. */
  private static final double STIFFNESS = 1.0;

  private static final long SEED = 7_368_787L;

  private Transfer() {}

  /**
   * What was found.
   *
   * @param weights how often each table ranks best, in their order, together at most 1
   * @param mean of the output beforehand; empty when no table counts
   */
  record Found(List<Double> weights, Optional<PriorMean> mean) {
    /** Keeps its own list. */
    Found {
      weights = List.copyOf(weights);
    }

    /** Returns how much all tables count together. */
    double whole() {
      return weights.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** What was learnt from one table, in deviations of its own outputs. */
  private record Source(GaussianProcess process, FunctionDraws mean) {}

  /**
   * Compares.
   *
   * @param points features of the present runs
   * @param data of them, warped
   * @param own what was learnt from them
   * @param earlier the same output in each earlier table
   * @param fitted learns
   */
  static Found of(
      List<double[]> points,
      TrainingSet data,
      GaussianProcess own,
      List<Surrogate.Measured> earlier,
      Function<TrainingSet, GaussianProcess> fitted) {
    List<Optional<Source>> sources = new ArrayList<>();
    for (Surrogate.Measured table : earlier) {
      sources.add(source(table, fitted));
    }
    double[] weights = weights(points, data, own, sources);
    double whole = Arrays.stream(weights).sum();
    Optional<PriorMean> mean =
        whole > 0.0 ? mean(points, data, sources, weights, whole) : Optional.empty();
    return new Found(
        mean.isPresent()
            ? Arrays.stream(weights).boxed().toList()
            : Arrays.stream(weights).mapToObj(_ -> 0.0).toList(),
        mean);
  }

  private static Optional<Source> source(
      Surrogate.Measured table, Function<TrainingSet, GaussianProcess> fitted) {
    double[] outputs = table.outputs();
    double mean = Arrays.stream(outputs).average().orElse(0.0);
    double variance =
        Arrays.stream(outputs).map(y -> (y - mean) * (y - mean)).average().orElse(0.0);
    if (outputs.length < LEAST_RUNS || !(variance > 0.0)) {
      return Optional.empty();
    }
    double deviation = Math.sqrt(variance);
    GaussianProcess process =
        fitted.apply(
            TrainingSet.of(
                table.points(), Arrays.stream(outputs).map(y -> (y - mean) / deviation).toArray()));
    return Optional.of(new Source(process, process.exactDraw()));
  }

  private static double[] weights(
      List<double[]> points,
      TrainingSet data,
      GaussianProcess own,
      List<Optional<Source>> sources) {
    SplittableRandom random = new SplittableRandom(SEED);
    int tables = sources.size();
    double[][] losses = new double[tables + 1][SAMPLES];
    double[] outputs = new double[data.size()];
    Arrays.setAll(outputs, data::output);
    List<GaussianProcess.LeftOut> leftOut = own.leaveOneOut();
    for (int s = 0; s < SAMPLES; s++) {
      for (int t = 0; t < tables; t++) {
        losses[t][s] =
            sources.get(t).isPresent()
                ? misranked(drawn(points, sources.get(t).get().process(), random), outputs)
                : Double.POSITIVE_INFINITY;
      }
      double[] without = new double[outputs.length];
      for (int i = 0; i < without.length; i++) {
        without[i] =
            leftOut.get(i).mean() + Math.sqrt(leftOut.get(i).variance()) * random.nextGaussian();
      }
      losses[tables][s] = misrankedBy(without, outputs);
    }
    double[] sorted = losses[tables].clone();
    Arrays.sort(sorted);
    double worst = sorted[(int) (WORST * (SAMPLES - 1))];
    for (int t = 0; t < tables; t++) {
      double[] sortedLosses = losses[t].clone();
      Arrays.sort(sortedLosses);
      if (sortedLosses[SAMPLES / 2] > worst) {
        Arrays.fill(losses[t], Double.POSITIVE_INFINITY);
      }
    }
    return wins(losses, tables);
  }

  private static double[] drawn(
      List<double[]> points, GaussianProcess process, SplittableRandom random) {
    double[] drawn = new double[points.size()];
    for (int i = 0; i < drawn.length; i++) {
      GaussianProcess.Posterior posterior = process.posterior(points.get(i));
      drawn[i] = posterior.mean() + posterior.standardDeviation() * random.nextGaussian();
    }
    return drawn;
  }

  /** Returns how often the least loss is each table's; what is equal is shared. */
  private static double[] wins(double[][] losses, int tables) {
    double[] wins = new double[tables];
    for (int s = 0; s < SAMPLES; s++) {
      double least = Double.POSITIVE_INFINITY;
      int equal = 0;
      for (double[] of : losses) {
        equal = of[s] < least ? 1 : of[s] == least ? equal + 1 : equal;
        least = Math.min(least, of[s]);
      }
      for (int t = 0; t < tables; t++) {
        wins[t] += losses[t][s] == least ? 1.0 / (equal * SAMPLES) : 0.0;
      }
    }
    return wins;
  }

  /** Returns how many pairs are told in the wrong order. */
  private static double misranked(double[] told, double[] outputs) {
    int wrong = 0;
    for (int i = 0; i < outputs.length; i++) {
      for (int j = 0; j < i; j++) {
        wrong += (told[i] < told[j]) == (outputs[i] < outputs[j]) ? 0 : 1;
      }
    }
    return wrong;
  }

  /** The same of each prediction against the other outputs as they were measured. */
  private static double misrankedBy(double[] without, double[] outputs) {
    int wrong = 0;
    for (int i = 0; i < outputs.length; i++) {
      for (int j = 0; j < outputs.length; j++) {
        wrong += i == j || (without[i] < outputs[j]) == (outputs[i] < outputs[j]) ? 0 : 1;
      }
    }
    return 0.5 * wrong;
  }

  /** Shifts and stretches what the tables say to the outputs; nothing when it would be turned. */
  private static Optional<PriorMean> mean(
      List<double[]> points,
      TrainingSet data,
      List<Optional<Source>> sources,
      double[] weights,
      double whole) {
    List<PriorMean.Part> parts = new ArrayList<>();
    for (int t = 0; t < weights.length; t++) {
      if (weights[t] > 0.0) {
        parts.add(new PriorMean.Part(weights[t] / whole, sources.get(t).orElseThrow().mean()));
      }
    }
    PriorMean plain = new PriorMean(0.0, parts);
    double[] told = points.stream().mapToDouble(plain::value).toArray();
    double[] outputs = new double[told.length];
    Arrays.setAll(outputs, data::output);
    double toldMean = Arrays.stream(told).average().orElse(0.0);
    double mean = Arrays.stream(outputs).average().orElse(0.0);
    double together = 0.0;
    double squares = 0.0;
    double ownSquares = 0.0;
    for (int i = 0; i < told.length; i++) {
      together += (told[i] - toldMean) * (outputs[i] - mean);
      squares += (told[i] - toldMean) * (told[i] - toldMean);
      ownSquares += (outputs[i] - mean) * (outputs[i] - mean);
    }
    double expected = Math.sqrt(ownSquares / told.length);
    double slope = (together + STIFFNESS * expected) / (squares + STIFFNESS);
    if (!(slope > 0.0)) {
      return Optional.empty();
    }
    return Optional.of(
        new PriorMean(
            mean - slope * toldMean,
            parts.stream()
                .map(part -> new PriorMean.Part(slope * part.factor(), part.function()))
                .toList()));
  }
}
