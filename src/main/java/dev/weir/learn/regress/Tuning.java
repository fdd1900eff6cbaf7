package dev.weir.learn.regress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Choice of a method's settings by cross validation inside the samples it is given. Scaling is
 * learnt anew in every fold. Pure; any thread.
 */
public final class Tuning {
  private static final int FOLDS = 4;

  private Tuning() {}

  /**
   * A regressor with the settings it was tuned to.
   *
   * @param method with the chosen settings
   * @param regressor learnt from all samples; takes raw inputs and answers in the output's unit
   * @param heldOutDeviation scatter of the residuals on the inner folds beyond the known noise, in
   *     the output's unit; NaN when there was nothing to choose
   */
  public record Tuned(Method method, Regressor regressor, double heldOutDeviation) {}

  /**
   * Tunes for interpolation and learns.
   *
   * @param samples raw, at least two
   * @param seed of the folds and of the methods
   */
  public static Tuned tune(RegressorKind kind, Samples samples, long seed) {
    if (kind.knowsItsSpread() && samples.size() > 1) {
      Method first = kind.grid(samples.features()).getFirst();
      return new Tuned(first, fit(first, samples, seed), Double.NaN);
    }
    return tune(kind, samples, folds(samples.size(), Math.min(FOLDS, samples.size()), seed), seed);
  }

  /**
   * Tunes on given inner folds and learns. Settings are chosen by the likelihood of the held-out
   * residuals; where no noise is known that is their mean square.
   *
   * @param samples raw, at least two
   * @param folds rows that are held out together
   * @param seed of the methods
   */
  public static Tuned tune(RegressorKind kind, Samples samples, List<int[]> folds, long seed) {
    if (samples.size() < 2) {
      throw new IllegalArgumentException("cannot tune on " + samples.size() + " samples, need 2");
    }
    List<Method> grid = kind.grid(Scaling.of(samples).features());
    if (grid.size() == 1) {
      return new Tuned(grid.getFirst(), fit(grid.getFirst(), samples, seed), Double.NaN);
    }
    Method best = grid.getFirst();
    double deviation;
    if (samples.size() <= kind.mostForChoice()) {
      Spread most = heldOut(best, samples, folds, seed);
      for (Method method : grid.subList(1, grid.size())) {
        Spread spread = heldOut(method, samples, folds, seed);
        if (spread.logLikelihood() > most.logLikelihood()) {
          most = spread;
          best = method;
        }
      }
      deviation = most.deviation();
    } else {
      int[] rows = evenly(samples.size(), kind.mostForChoice());
      best = tune(kind, samples.choose(rows), among(folds, rows), seed).method();
      deviation = heldOut(best, samples, folds, seed).deviation();
    }
    Regressor chosen = fit(best, samples, seed);
    return new Tuned(best, input -> widened(chosen.at(input), kind, deviation), deviation);
  }

  /** What knows its spread is believed when it is the wider one. */
  private static Normal widened(Normal own, RegressorKind kind, double deviation) {
    return new Normal(
        own.mean(),
        kind.knowsItsSpread() ? Math.max(own.standardDeviation(), deviation) : deviation);
  }

  /** Learns with the scaling of these samples; takes raw inputs, answers in the output's unit. */
  public static Regressor fit(Method method, Samples samples, long seed) {
    Scaling scaling = Scaling.of(samples);
    Regressor scaled = method.fit(scaling.apply(samples), seed);
    return input -> scaling.back(scaled.at(scaling.input(input)));
  }

  /** Returns a random partition of the rows 0..size-1 into folds of nearly equal size. */
  public static List<int[]> folds(int size, int count, long seed) {
    int[] order = new int[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    List<int[]> folds = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int from = (int) ((long) size * k / count);
      int to = (int) ((long) size * (k + 1) / count);
      folds.add(Arrays.copyOfRange(order, from, to));
    }
    return folds;
  }

  /** Returns the rows 0..size-1 that are not in a fold, in rising order. */
  public static int[] without(int size, int[] fold) {
    boolean[] out = new boolean[size];
    for (int row : fold) {
      out[row] = true;
    }
    return IntStream.range(0, size).filter(row -> !out[row]).toArray();
  }

  private static int[] evenly(int size, int count) {
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }

  /** Returns the folds of chosen rows only, numbered by their places in the choice. */
  private static List<int[]> among(List<int[]> folds, int[] rows) {
    return folds.stream()
        .map(
            fold ->
                Arrays.stream(fold)
                    .map(row -> Arrays.binarySearch(rows, row))
                    .filter(place -> place >= 0)
                    .toArray())
        .filter(fold -> fold.length > 0 && fold.length < rows.length)
        .toList();
  }

  private static Spread heldOut(Method method, Samples samples, List<int[]> folds, long seed) {
    double[] residuals = new double[samples.size()];
    for (int[] fold : folds) {
      Regressor regressor = fit(method, samples.choose(without(samples.size(), fold)), seed);
      for (int row : fold) {
        residuals[row] = regressor.at(samples.inputs().get(row)).mean() - samples.outputs()[row];
      }
    }
    return Spread.of(residuals, samples.noise());
  }
}
