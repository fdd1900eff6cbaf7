package dev.weir.optimize.ask;

import dev.weir.learn.GaussianProcess;
import dev.weir.learn.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Measurements of one output that say nothing of it: a clogged sampler, a bubble in the cell, a
 * slip of the pen. Pure.
 *
 * <p>The measurement that the others predict worst is taken out when the data are then more
 * probable, an error counted as improbable beforehand and as spread far wider than the outputs;
 * then the next one is looked at. A measurement that is trusted is never taken out, but reported:
 * the best run may be a discovery, and only a repeat can tell.
 */
final class GrossErrors {
  /** Fewer measurements cannot outvote one. */
  private static final int LEAST_RUNS = 12;

  /** At most this share of the measurements is taken out. */
  private static final double MOST = 0.1;

  /** Distance from what the others predict that raises a suspicion, in warped units. */
  private static final double SUSPICIOUS = 3.0;

  /** How probable a gross error is beforehand. */
  private static final double PROBABILITY = 0.01;

  /** Half width of the distribution of gross errors, in warped units: ten quartile deviations. */
  private static final double WIDTH = 10.0;

  private GrossErrors() {}

  /**
   * What was found.
   *
   * @param aside positions that are to be taken out
   * @param suspected positions that would be, were they not trusted
   * @param rest the process of what is left
   */
  record Found(Set<Integer> aside, Set<Integer> suspected, GaussianProcess rest) {}

  /**
   * Looks for gross errors.
   *
   * @param points features of each run
   * @param data the same runs with their warped outputs
   * @param all the process of all of them
   * @param fitted learns from some of them
   * @param trusted positions that are not taken out
   */
  static Found among(
      List<double[]> points,
      TrainingSet data,
      GaussianProcess all,
      Function<TrainingSet, GaussianProcess> fitted,
      IntPredicate trusted) {
    Found best = new Found(Set.of(), Set.of(), all);
    double largest = all.logEvidence();
    Set<Integer> out = new TreeSet<>();
    GaussianProcess rest = all;
    double errors = 0.0;
    for (int round = 0; data.size() >= LEAST_RUNS && round < MOST * data.size(); round++) {
      int[] kept = kept(data.size(), out);
      int worst = worst(data.part(kept), rest);
      if (worst < 0) {
        break;
      }
      int position = kept[worst];
      out.add(position);
      rest = fitted.apply(data.part(kept(data.size(), out)));
      double away = (data.output(position) - rest.posterior(points.get(position)).mean()) / WIDTH;
      errors +=
          StrictMath.log(PROBABILITY / (1.0 - PROBABILITY))
              - StrictMath.log(Math.PI * WIDTH * (1.0 + away * away));
      if (rest.logEvidence() + errors > largest) {
        largest = rest.logEvidence() + errors;
        best = found(data, out, rest, fitted, trusted);
      }
    }
    return best;
  }

  /** Returns what is taken out, and what would be, were it not trusted. */
  private static Found found(
      TrainingSet data,
      Set<Integer> out,
      GaussianProcess rest,
      Function<TrainingSet, GaussianProcess> fitted,
      IntPredicate trusted) {
    Set<Integer> aside = new TreeSet<>(out);
    aside.removeIf(trusted::test);
    Set<Integer> suspected = new TreeSet<>(out);
    suspected.removeAll(aside);
    GaussianProcess kept =
        suspected.isEmpty() ? rest : fitted.apply(data.part(kept(data.size(), aside)));
    return new Found(Set.copyOf(aside), Set.copyOf(suspected), kept);
  }

  private static int[] kept(int size, Set<Integer> aside) {
    return java.util.stream.IntStream.range(0, size).filter(i -> !aside.contains(i)).toArray();
  }

  /** Returns the position furthest from what the others predict, or -1 when none is suspicious. */
  private static int worst(TrainingSet data, GaussianProcess process) {
    List<GaussianProcess.LeftOut> leftOut = process.leaveOneOut();
    double[] far = new double[data.size()];
    Arrays.setAll(
        far,
        i ->
            Math.abs(data.output(i) - leftOut.get(i).mean())
                / Math.sqrt(leftOut.get(i).variance()));
    int worst = 0;
    for (int i = 1; i < far.length; i++) {
      worst = far[i] > far[worst] ? i : worst;
    }
    return far[worst] >= SUSPICIOUS ? worst : -1;
  }

  /**
   * Returns the data with those taken out as good as unmeasured: what the others predict there,
   * with an enormous noise.
   */
  static TrainingSet withoutInfluence(List<double[]> points, TrainingSet data, Found found) {
    if (found.aside().isEmpty()) {
      return data;
    }
    double[] outputs = new double[data.size()];
    double[] known = new double[data.size()];
    double[] weights = new double[data.size()];
    for (int i = 0; i < outputs.length; i++) {
      boolean out = found.aside().contains(i);
      outputs[i] = out ? found.rest().posterior(points.get(i)).mean() : data.output(i);
      known[i] = data.knownVariance(i) + (out ? WIDTH * WIDTH : 0.0);
      weights[i] = data.noiseWeight(i);
    }
    return TrainingSet.of(points, outputs).withNoise(known, weights);
  }
}
