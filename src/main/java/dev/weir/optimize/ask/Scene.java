package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;

/**
 * All that an acquisition rests on: draws of each output, and what they say of the points that were
 * run completely or are awaited. Immutable; any thread.
 */
final class Scene {
  private final Problem problem;
  private final Domain domain;
  private final Mixture mixture;
  private final List<OutputDraws> draws;
  private final double[][][] losses;
  private final double[][][] excesses;
  private final int anchors;

  /**
   * A scene.
   *
   * @param mixture how much each draw counts
   * @param draws one for each output, all with the same number of draws
   * @param values settings of each anchor
   * @param places for each anchor its place among the anchors of each output
   */
  Scene(
      Problem problem,
      Domain domain,
      Mixture mixture,
      List<OutputDraws> draws,
      List<double[]> values,
      List<int[]> places) {
    this.problem = problem;
    this.domain = domain;
    this.mixture = mixture;
    this.draws = List.copyOf(draws);
    anchors = values.size();
    losses = new double[count()][anchors][];
    excesses = new double[count()][anchors][];
    double[] outputs = new double[draws.size()];
    for (int k = 0; k < count(); k++) {
      for (int a = 0; a < anchors; a++) {
        for (int o = 0; o < outputs.length; o++) {
          OutputDraws output = draws.get(o);
          outputs[o] = output.warp().from(output.anchored(k, places.get(a)[o]));
        }
        double[] named = problem.named(values.get(a), outputs);
        losses[k][a] = losses(problem.objectives(), named);
        excesses[k][a] = losses(problem.conditions(), named);
      }
    }
  }

  static double[] losses(List<Goal> goals, double[] named) {
    double[] losses = new double[goals.size()];
    for (int g = 0; g < losses.length; g++) {
      double loss = goals.get(g).loss(named);
      losses[g] = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }
    return losses;
  }

  static boolean isMet(double[] excesses) {
    for (double excess : excesses) {
      if (excess > 0.0) {
        return false;
      }
    }
    return true;
  }

  Problem problem() {
    return problem;
  }

  Domain domain() {
    return domain;
  }

  /** Returns how many draws there are. */
  int count() {
    return mixture.count();
  }

  /** Returns the logarithm of how much a draw counts. */
  double logWeight(int draw) {
    return mixture.logWeight(draw);
  }

  int outputs() {
    return draws.size();
  }

  OutputDraws draws(int output) {
    return draws.get(output);
  }

  /** Returns the losses of all anchors that meet the conditions in one draw. */
  List<double[]> feasible(int draw) {
    List<double[]> feasible = new ArrayList<>();
    for (int a = 0; a < anchors; a++) {
      if (isMet(excesses[draw][a])) {
        feasible.add(losses[draw][a]);
      }
    }
    return feasible;
  }

  /** Returns the losses of all anchors in all draws. */
  List<double[]> allLosses() {
    return flat(losses);
  }

  /** Returns the excesses of all anchors in all draws. */
  List<double[]> allExcesses() {
    return flat(excesses);
  }

  private static List<double[]> flat(double[][][] numbers) {
    List<double[]> all = new ArrayList<>();
    for (double[][] of : numbers) {
      all.addAll(List.of(of));
    }
    return all;
  }
}
