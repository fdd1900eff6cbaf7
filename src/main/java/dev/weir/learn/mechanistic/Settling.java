package dev.weir.learn.mechanistic;

import dev.weir.learn.ConversionTransform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search for the most probable parameters by Gauss-Newton steps, and the weights of the widths.
 * When the steps do not settle within {@value #ITERATIONS} the last one stands. Pure.
 */
final class Settling {
  private static final int ITERATIONS = 15;
  private static final double SETTLED = 3e-3;

  /** Largest change of a parameter in one iteration, in prior deviations. */
  private static final double LONGEST_STEP = 2.0;

  /** Above this many runs the widths are weighed on as many, evenly taken. */
  private static final int MOST_FOR_WIDTHS = 120;

  /** Widths below this share of the evidence are left out. */
  private static final double LEAST_WEIGHT = 0.02;

  private Settling() {}

  /**
   * Widths with what they say and their share of the evidence.
   *
   * @param conditioned what the runs say under them
   * @param weight above 0; all add up to 1
   */
  record Weighted(Conditioned conditioned, double weight) {}

  /**
   * The answer.
   *
   * @param at where the problem is linear
   * @param weighted the widths, the heaviest first
   */
  record Settled(Linearisation at, List<Weighted> weighted) {
    Settled {
      weighted = List.copyOf(weighted);
    }
  }

  static Settled of(TrainingRuns all, ParameterVector parameters) {
    TrainingRuns some = all.evenly(MOST_FOR_WIDTHS);
    Linearisation at =
        settle(some, parameters, Widths.MIDDLE, parameters.means().clone(), believed(some));
    Widths best = weigh(some, parameters, at, Widths.grid()).getFirst().conditioned().widths;
    at = settle(some, parameters, best, at.theta, believed(some));
    List<Weighted> weighted = weigh(some, parameters, at, Widths.grid());
    if (some == all) {
      return new Settled(at, weighted);
    }
    Linearisation whole =
        settle(all, parameters, weighted.getFirst().conditioned().widths, at.theta, believed(all));
    return new Settled(
        whole,
        weighted.stream()
            .map(
                each ->
                    new Weighted(
                        new Conditioned(all, parameters, whole, each.conditioned().widths),
                        each.weight()))
            .toList());
  }

  private static double[] believed(TrainingRuns runs) {
    double[] believed = runs.measured();
    for (int i = 0; i < believed.length; i++) {
      believed[i] = ConversionTransform.forward(believed[i]);
    }
    return believed;
  }

  private static Linearisation settle(
      TrainingRuns runs,
      ParameterVector parameters,
      Widths widths,
      double[] start,
      double[] measured) {
    Linearisation at = new Linearisation(runs, parameters, start, measured);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      Conditioned conditioned = new Conditioned(runs, parameters, at, widths);
      double largest = 0.0;
      for (int k = 0; k < start.length; k++) {
        double move = Math.abs(conditioned.theta[k] - at.theta[k]) / parameters.deviation(k);
        largest = Math.max(largest, move);
      }
      double share = largest > LONGEST_STEP ? LONGEST_STEP / largest : 1.0;
      double[] next = at.theta.clone();
      for (int k = 0; k < next.length; k++) {
        next[k] += share * (conditioned.theta[k] - at.theta[k]);
      }
      double[] believed = conditioned.correction();
      double[] unexplained = conditioned.unexplained(conditioned.theta);
      for (int i = 0; i < believed.length; i++) {
        believed[i] += at.measured[i] - unexplained[i];
      }
      at = new Linearisation(runs, parameters, next, believed);
      if (largest < SETTLED) {
        break;
      }
    }
    return at;
  }

  private static List<Weighted> weigh(
      TrainingRuns runs, ParameterVector parameters, Linearisation at, List<Widths> grid) {
    List<Conditioned> all = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (Widths widths : grid) {
      Conditioned conditioned = new Conditioned(runs, parameters, at, widths);
      all.add(conditioned);
      best = Math.max(best, conditioned.logEvidence + widths.logPrior());
    }
    double highest = best;
    double sum = 0.0;
    List<Weighted> kept = new ArrayList<>();
    for (Conditioned each : all) {
      double weight = Math.exp(each.logEvidence + each.widths.logPrior() - highest);
      if (weight >= LEAST_WEIGHT) {
        kept.add(new Weighted(each, weight));
        sum += weight;
      }
    }
    double whole = sum;
    return kept.stream()
        .map(each -> new Weighted(each.conditioned(), each.weight() / whole))
        .sorted(Comparator.comparingDouble(Weighted::weight).reversed())
        .toList();
  }
}
