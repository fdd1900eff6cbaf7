package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;

/**
 * What several points better together, from draws of the functions that hold at all of them and at
 * all runs. Immutable; any thread.
 */
final class JointGain {
  private final Problem problem;
  private final List<List<double[]>> known = new ArrayList<>();
  private final double[][][] losses;
  private final boolean[][] isMet;
  private final boolean seeksFeasibility;
  private final double[] reference;

  /**
   * Draws.
   *
   * @param told runs so far, with those awaited
   * @param points features come from their values; gains are asked of them by position
   * @param draws how many, even
   */
  JointGain(
      Problem problem,
      Domain domain,
      List<Told> told,
      List<Surrogate> surrogates,
      List<double[]> points,
      int draws,
      long seed) {
    this.problem = problem;
    List<double[]> awaited = new ArrayList<>();
    List<Integer> anchors = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).state() == Told.State.PENDING) {
        awaited.add(told.get(i).values());
      } else if (ToldRuns.isComplete(told.get(i))) {
        anchors.add(i);
      }
    }
    int pending = awaited.size();
    awaited.addAll(points);
    List<double[]> features = awaited.stream().map(domain::features).toList();
    Mixture mixture = Mixture.even(surrogates, draws, seed);
    List<OutputDraws> outputs = new ArrayList<>();
    int[] measured = new int[surrogates.size()];
    for (int o = 0; o < measured.length; o++) {
      int output = o;
      measured[o] = (int) told.stream().filter(run -> isMeasured(run, output)).count();
      outputs.add(
          new OutputDraws(
              surrogates.get(o), o, mixture, measured[o], features, seed + 86_028_121L * (o + 1)));
    }
    losses = new double[draws][points.size()][];
    isMet = new boolean[draws][points.size()];
    boolean found = false;
    for (int k = 0; k < draws; k++) {
      List<double[]> feasible = new ArrayList<>();
      for (int anchor : anchors) {
        int[] places = places(told, anchor, measured.length);
        keep(told.get(anchor).values(), drawn(outputs, k, places), feasible);
      }
      for (int a = 0; a < awaited.size(); a++) {
        int[] places = new int[measured.length];
        for (int o = 0; o < places.length; o++) {
          places[o] = measured[o] + a;
        }
        double[] values = drawn(outputs, k, places);
        if (a < pending) {
          keep(awaited.get(a), values, feasible);
        } else {
          double[] named = problem.named(awaited.get(a), values);
          losses[k][a - pending] = Scene.losses(problem.objectives(), named);
          isMet[k][a - pending] = Scene.isMet(Scene.losses(problem.conditions(), named));
        }
      }
      found |= !feasible.isEmpty();
      known.add(problem.objectives().size() > 1 ? Hypervolume.front(feasible) : feasible);
    }
    seeksFeasibility = !found;
    reference = found ? reference() : new double[0];
  }

  private static boolean isMeasured(Told run, int output) {
    return run.state() == Told.State.MEASURED && Double.isFinite(run.outputs()[output]);
  }

  /** Returns the place of a run among those that measured each output. */
  private static int[] places(List<Told> told, int run, int outputs) {
    int[] places = new int[outputs];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < run; i++) {
        places[o] += isMeasured(told.get(i), o) ? 1 : 0;
      }
    }
    return places;
  }

  private static double[] drawn(List<OutputDraws> outputs, int draw, int[] places) {
    double[] drawn = new double[places.length];
    for (int o = 0; o < drawn.length; o++) {
      drawn[o] = outputs.get(o).warp().from(outputs.get(o).anchored(draw, places[o]));
    }
    return drawn;
  }

  private void keep(double[] settings, double[] outputs, List<double[]> feasible) {
    double[] named = problem.named(settings, outputs);
    if (Scene.isMet(Scene.losses(problem.conditions(), named))) {
      feasible.add(Scene.losses(problem.objectives(), named));
    }
  }

  /** Returns the reference told, or the worst of what is known of each objective. */
  private double[] reference() {
    List<Goal> objectives = problem.objectives();
    double[] reference = new double[objectives.size()];
    for (int g = 0; g < reference.length; g++) {
      int goal = g;
      reference[g] =
          Double.isNaN(objectives.get(g).reference())
              ? known.stream()
                  .flatMap(List::stream)
                  .mapToDouble(loss -> loss[goal])
                  .filter(Double::isFinite)
                  .max()
                  .orElse(0.0)
              : objectives.get(g).lossOf(objectives.get(g).reference());
    }
    return reference;
  }

  /**
   * Returns what points better together, expected; while no run meets the conditions, the
   * probability that one of them does.
   *
   * @param places of the points
   */
  double of(List<Integer> places) {
    double sum = 0.0;
    for (int k = 0; k < losses.length; k++) {
      int draw = k;
      List<double[]> met =
          places.stream()
              .filter(place -> isMet[draw][place])
              .map(place -> losses[draw][place])
              .toList();
      boolean isChance = seeksFeasibility || problem.objectives().isEmpty();
      sum += isChance ? Math.min(1, met.size()) : gain(k, met);
    }
    return sum / losses.length;
  }

  private double gain(int draw, List<double[]> met) {
    if (met.isEmpty()) {
      return 0.0;
    }
    if (reference.length > 1) {
      List<double[]> all = new ArrayList<>(known.get(draw));
      all.addAll(met);
      return Math.max(
          0.0, Hypervolume.of(all, reference) - Hypervolume.of(known.get(draw), reference));
    }
    double best = least(known.get(draw));
    double gain = best - least(met);
    return Double.isFinite(gain) ? Math.max(0.0, gain) : 0.0;
  }

  private static double least(List<double[]> losses) {
    return losses.stream().mapToDouble(loss -> loss[0]).min().orElse(Double.NaN);
  }
}
