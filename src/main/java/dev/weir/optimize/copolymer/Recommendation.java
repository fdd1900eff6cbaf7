package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import dev.weir.optimize.Basis.Interval;
import dev.weir.optimize.Objective;
import java.util.Arrays;

/**
 * The conditions that the runs so far recommend, run or not: the maximum over the whole space of
 * the expected worth, which is 1 where the objective is reached, less the loss.
 *
 * @param conditions the point
 * @param composition central 95 % of what is expected of F1 there, in mol/mol
 * @param conversion central 95 % of what is expected of X there, in mol/mol
 * @param loss expected loss there, in mol/mol
 * @param probability that the true outcome there reaches the objective, from 0 to 1
 */
public record Recommendation(
    Conditions conditions,
    Interval composition,
    Interval conversion,
    double loss,
    double probability) {
  private static final double TAIL = 0.025;

  static Interval composition(Prediction prediction) {
    double[] draws = new double[prediction.draws()];
    for (int s = 0; s < draws.length; s++) {
      draws[s] = prediction.copolymerComposition(s);
    }
    return central(draws);
  }

  static Interval conversion(Prediction prediction) {
    double[] draws = new double[prediction.draws()];
    for (int s = 0; s < draws.length; s++) {
      draws[s] = prediction.conversion(s);
    }
    return central(draws);
  }

  private static Interval central(double[] draws) {
    Arrays.sort(draws);
    int out = (int) (TAIL * draws.length);
    return new Interval(draws[out], draws[draws.length - 1 - out]);
  }

  /** Returns the share of the draws that reach an objective. */
  static double probability(Prediction prediction, Objective objective) {
    int reached = 0;
    for (int s = 0; s < prediction.draws(); s++) {
      if (objective.isReachedBy(prediction.copolymerComposition(s), prediction.conversion(s))) {
        reached++;
      }
    }
    return reached / (double) prediction.draws();
  }
}
