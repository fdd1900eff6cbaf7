package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import dev.weir.learn.Predictor;
import java.util.Arrays;
import java.util.List;

/**
 * By how much a run is expected to lower the loss below the best of the earlier runs, in mol/mol.
 * Immutable.
 *
 * <p>Idea: the objective is a known function of F1 and X, so it is computed on draws of them
 * (composite optimisation, Astudillo and Frazier, ICML 2019). The best earlier loss is not the best
 * one measured, which noise flatters, but for each draw of the truth the best that the earlier runs
 * have under that draw (noisy expected improvement, Letham et al., Bayesian Analysis 14 (2019)
 * 495). All points see the same draws, so the function to be maximised does not jitter.
 *
 * <p>The improvement of a draw is softened, and the mean taken in logarithms, so that hopeless
 * points still have an order (after Ament et al., NeurIPS 2023).
 */
final class ExpectedImprovement {
  /**
   * Width over which the kink of the improvement is rounded, in mol/mol: well below the analyser's
   * noise.
   */
  private static final double SOFTNESS = 1e-3;

  /** Below this multiple of the softness, log(log(1 + exp(u))) equals u to rounding. */
  private static final double LINEAR_BELOW = -37.0;

  private final Predictor predictor;
  private final Objective objective;
  private final double[] bestLosses;
  private final int incumbent;
  private final double incumbentLoss;

  /**
   * An improvement over earlier runs.
   *
   * @param predictor what was learnt from them
   * @param objective what is wanted
   * @param earlier the conditions they achieved, at least one
   */
  ExpectedImprovement(Predictor predictor, Objective objective, List<Conditions> earlier) {
    if (earlier.isEmpty()) {
      throw new IllegalArgumentException("an improvement needs something to improve on");
    }
    this.predictor = predictor;
    this.objective = objective;
    double[] best = new double[0];
    int leastAt = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < earlier.size(); i++) {
      double[] losses = losses(predictor.predict(earlier.get(i)));
      double mean = Arrays.stream(losses).sum() / losses.length;
      if (mean < least) {
        least = mean;
        leastAt = i;
      }
      if (best.length == 0) {
        best = losses;
      }
      for (int s = 0; s < best.length; s++) {
        best[s] = Math.min(best[s], losses[s]);
      }
    }
    bestLosses = best;
    incumbent = leastAt;
    incumbentLoss = least;
  }

  /** Returns the place in the list of the earlier run with the least expected loss. */
  int incumbent() {
    return incumbent;
  }

  /** Returns the expected loss of that run, in mol/mol. */
  double incumbentLoss() {
    return incumbentLoss;
  }

  /** Returns the expected improvement, in mol/mol. */
  double value(Conditions conditions) {
    double[] losses = losses(predictor.predict(conditions));
    double sum = 0.0;
    for (int s = 0; s < losses.length; s++) {
      sum += Math.max(0.0, bestLosses[s] - losses[s]);
    }
    return sum / losses.length;
  }

  /** Returns the logarithm of the softened expected improvement: never minus infinity. */
  double logValue(Conditions conditions) {
    double[] terms = losses(predictor.predict(conditions));
    double largest = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < terms.length; s++) {
      terms[s] = logSoftPositive((bestLosses[s] - terms[s]) / SOFTNESS);
      largest = Math.max(largest, terms[s]);
    }
    double sum = 0.0;
    for (double term : terms) {
      sum += StrictMath.exp(term - largest);
    }
    return largest + StrictMath.log(sum / terms.length * SOFTNESS);
  }

  /**
   * Returns the share of the expected improvement that would be lost if the outcome were certain to
   * be the mean one: 0 is pure exploitation, 1 pure exploration.
   */
  double explorationShare(Conditions conditions) {
    double value = value(conditions);
    Prediction prediction = predictor.predict(conditions);
    double certain =
        incumbentLoss
            - objective.loss(
                prediction.copolymerComposition().mean(), prediction.conversion().mean());
    return value > 0.0 ? Math.max(0.0, Math.min(1.0, 1.0 - certain / value)) : 1.0;
  }

  private double[] losses(Prediction prediction) {
    double[] losses = new double[prediction.draws()];
    for (int s = 0; s < losses.length; s++) {
      losses[s] = objective.loss(prediction.copolymerComposition(s), prediction.conversion(s));
    }
    return losses;
  }

  /** Returns log(log(1 + exp(u))), the logarithm of a rounded max(0, u). */
  private static double logSoftPositive(double u) {
    if (u < LINEAR_BELOW) {
      return u;
    }
    return StrictMath.log(Math.max(0.0, u) + StrictMath.log1p(StrictMath.exp(-Math.abs(u))));
  }
}
