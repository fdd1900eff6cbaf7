package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Noisy log expected improvement of one or two objectives that are outputs themselves, times the
 * probability that conditions on outputs are met: closed forms in each draw, averaged over the
 * draws. The value of one objective is that of its warped output; two are not warped. Immutable.
 *
 * <p>Two objectives: the expected hypervolume improvement of independent normals is a sum over the
 * stripes between neighbours of the front (Emmerich, Deutz and Klinkenberg, CEC 2011).
 */
final class AnalyticImprovement implements Acquisition {
  private static final double LEAST = 1e-300;

  private final Scene scene;
  private final int[] objectives;
  private final double[] signs;
  private final int[] conditions;
  private final double[] conditionSigns;
  private final double[] thresholds;
  private final List<double[][]> fronts = new ArrayList<>();
  private final double[] reference;
  private final boolean seeksFeasibility;

  private AnalyticImprovement(Scene scene, double[] reference) {
    this.scene = scene;
    this.reference = reference;
    Problem problem = scene.problem();
    objectives = outputs(problem.objectives(), problem);
    signs = signs(problem.objectives());
    conditions = outputs(problem.conditions(), problem);
    conditionSigns = signs(problem.conditions());
    thresholds = new double[conditions.length];
    for (int c = 0; c < conditions.length; c++) {
      thresholds[c] = scene.draws(conditions[c]).warp().to(problem.conditions().get(c).value());
    }
    boolean found = false;
    for (int k = 0; k < scene.count(); k++) {
      List<double[]> warped = new ArrayList<>();
      for (double[] loss : scene.feasible(k)) {
        warped.add(warped(loss));
      }
      found |= !warped.isEmpty();
      double[][] front = Hypervolume.front(warped).toArray(new double[0][]);
      java.util.Arrays.sort(front, Comparator.comparingDouble(point -> point[0]));
      fronts.add(front);
    }
    seeksFeasibility = !found;
  }

  /**
   * Returns the closed form, or nothing when the problem has none.
   *
   * @param reference worst loss of each objective worth anything; not used for one objective
   */
  static Optional<Acquisition> of(Scene scene, double[] reference) {
    Problem problem = scene.problem();
    boolean simple =
        problem.goals().stream()
            .allMatch(
                goal ->
                    goal.formula() instanceof Formula.Name name
                        && name.position() >= problem.variables().size()
                        && goal.aim() != Goal.Aim.TARGET);
    int count = problem.objectives().size();
    boolean distinct =
        problem.goals().stream().map(Goal::formula).distinct().count() == problem.goals().size();
    return simple && distinct && (count == 1 || count == 2)
        ? Optional.of(new AnalyticImprovement(scene, reference))
        : Optional.empty();
  }

  private static int[] outputs(List<Goal> goals, Problem problem) {
    return goals.stream()
        .mapToInt(goal -> ((Formula.Name) goal.formula()).position() - problem.variables().size())
        .toArray();
  }

  /** Returns 1 where less is better and -1 where more is. */
  private static double[] signs(List<Goal> goals) {
    return goals.stream()
        .mapToDouble(
            goal ->
                switch (goal.aim()) {
                  case MINIMISE, AT_MOST, TARGET -> 1.0;
                  case MAXIMISE, AT_LEAST -> -1.0;
                })
        .toArray();
  }

  private double[] warped(double[] loss) {
    double[] warped = new double[loss.length];
    for (int g = 0; g < loss.length; g++) {
      warped[g] = signs[g] * scene.draws(objectives[g]).warp().to(signs[g] * loss[g]);
    }
    return warped;
  }

  @Override
  public double logValue(double[] values) {
    double[] point = scene.domain().features(values);
    int count = scene.count();
    double[] worth = new double[count];
    double[] means = new double[count];
    double[] deviations = new double[count];
    for (int c = 0; c < conditions.length; c++) {
      scene.draws(conditions[c]).at(point, means, deviations);
      for (int k = 0; k < count; k++) {
        double margin = conditionSigns[c] * (thresholds[c] - means[k]);
        worth[k] += LogImprovement.logCumulative(margin / Math.max(deviations[k], 1e-12));
      }
    }
    if (seeksFeasibility) {
      return LogImprovement.logMean(worth);
    }
    scene.draws(objectives[0]).at(point, means, deviations);
    if (objectives.length == 1) {
      for (int k = 0; k < count; k++) {
        worth[k] += improvement(fronts.get(k), signs[0] * means[k], deviations[k]);
      }
      return LogImprovement.logMean(worth);
    }
    double[] otherMeans = new double[count];
    double[] otherDeviations = new double[count];
    scene.draws(objectives[1]).at(point, otherMeans, otherDeviations);
    for (int k = 0; k < count; k++) {
      worth[k] +=
          hypervolume(
              fronts.get(k),
              new double[] {signs[0] * means[k], signs[1] * otherMeans[k]},
              new double[] {deviations[k], otherDeviations[k]});
    }
    return LogImprovement.logMean(worth);
  }

  private static double improvement(double[][] front, double mean, double deviation) {
    if (front.length == 0) {
      return 0.0;
    }
    double safe = Math.max(deviation, 1e-12);
    return StrictMath.log(safe) + LogImprovement.logH((front[0][0] - mean) / safe);
  }

  private double hypervolume(double[][] front, double[] mean, double[] deviation) {
    double sum = 0.0;
    double before = 0.0;
    double top = reference[1];
    for (int i = 0; i <= front.length; i++) {
      double right = i < front.length ? Math.min(front[i][0], reference[0]) : reference[0];
      double here = expectedBelow(right, mean[0], deviation[0]);
      sum += Math.max(0.0, here - before) * expectedBelow(top, mean[1], deviation[1]);
      before = here;
      if (i < front.length) {
        top = Math.min(top, front[i][1]);
      }
    }
    return StrictMath.log(Math.max(LEAST, sum));
  }

  /** Returns the expected distance below a bound, zero above it. */
  private static double expectedBelow(double bound, double mean, double deviation) {
    double safe = Math.max(deviation, 1e-12);
    return safe * StrictMath.exp(LogImprovement.logH((bound - mean) / safe));
  }
}
