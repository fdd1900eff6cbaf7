package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Noisy log expected improvement of one to three objectives that are outputs themselves, times the
 * probability that conditions on outputs are met: closed forms in each draw, averaged over the
 * draws. Objectives are worth what their warped outputs are; targets are not warped. Immutable.
 *
 * <p>Several objectives: the expected hypervolume improvement of independent normals, exactly, see
 * {@link FrontBoxes}, with volumes in warped units: warps rise, so the front is the same, and what
 * lies far beyond the reference counts for nothing. A target t with the least distance b so far:
 * the expectation of max(0, b - |y - t|), which is the second difference of the expected distance
 * below t + b, t and t - b.
 */
final class AnalyticImprovement implements Acquisition {
  private static final double LEAST = 1e-300;
  private static final double LEAST_DEVIATION = 1e-12;
  private static final int MOST_OBJECTIVES = 3;

  /**
   * What counts of a deviation in a hypervolume: corners of the box promise much and hold nothing,
   * and a front has to be walked along, not hoped for; tuned as the surrogate's numbers were.
   */
  private static final double HOPE = 0.5;

  private final Scene scene;
  private final List<Goal> goals;
  private final int[] objectives;
  private final double[] signs;
  private final int[] conditions;
  private final double[] conditionSigns;
  private final double[] thresholds;
  private final double[] best;
  private final List<FrontBoxes> fronts = new ArrayList<>();
  private final boolean seeksFeasibility;

  private AnalyticImprovement(Scene scene, double[] reference) {
    this.scene = scene;
    Problem problem = scene.problem();
    goals = problem.objectives();
    objectives = outputs(goals, problem);
    signs = signs(goals);
    conditions = outputs(problem.conditions(), problem);
    conditionSigns = signs(problem.conditions());
    thresholds = new double[conditions.length];
    for (int c = 0; c < conditions.length; c++) {
      thresholds[c] = scene.draws(conditions[c]).warp().to(problem.conditions().get(c).value());
    }
    best = new double[scene.count()];
    boolean found = false;
    for (int k = 0; k < scene.count(); k++) {
      List<double[]> feasible = scene.feasible(k);
      found |= !feasible.isEmpty();
      best[k] = Double.NaN;
      for (double[] loss : feasible) {
        double warped = isTarget() ? loss[0] : warped(0, loss[0]);
        best[k] = best[k] <= warped ? best[k] : warped;
      }
      if (objectives.length > 1) {
        fronts.add(FrontBoxes.of(feasible.stream().map(this::warped).toList(), warped(reference)));
      }
    }
    seeksFeasibility = !found;
  }

  /**
   * Returns the closed form, or nothing when the problem has none.
   *
   * @param reference worst loss of each objective worth anything; not used for one objective
   */
  static Optional<Acquisition> of(Scene scene, double[] reference) {
    return hasClosedForm(scene.problem())
        ? Optional.of(new AnalyticImprovement(scene, reference))
        : Optional.empty();
  }

  /** Tells whether a problem has a closed form. */
  static boolean hasClosedForm(Problem problem) {
    int count = problem.objectives().size();
    boolean plain =
        problem.goals().stream()
            .allMatch(
                goal ->
                    goal.formula() instanceof Formula.Name name
                        && name.position() >= problem.variables().size()
                        && (goal.aim() != Goal.Aim.TARGET || count == 1));
    boolean distinct =
        problem.goals().stream().map(Goal::formula).distinct().count() == problem.goals().size();
    return plain && distinct && count >= 1 && count <= MOST_OBJECTIVES;
  }

  private boolean isTarget() {
    return goals.getFirst().aim() == Goal.Aim.TARGET;
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

  private double warped(int objective, double loss) {
    double sign = signs[objective];
    return sign * scene.draws(objectives[objective]).warp().to(sign * loss);
  }

  private double[] warped(double[] losses) {
    double[] warped = new double[losses.length];
    for (int g = 0; g < losses.length; g++) {
      warped[g] = warped(g, losses[g]);
    }
    return warped;
  }

  @Override
  public double logValue(double[] values) {
    return new Evaluation(values).logValue;
  }

  @Override
  public double logValue(double[] values, Slopes slopes) {
    Evaluation evaluation = new Evaluation(values);
    evaluation.addGradient(slopes.byFeature());
    return evaluation.logValue;
  }

  /** The value at one point, draw by draw, with its derivatives by means and deviations. */
  private final class Evaluation {
    private final double[] logs;
    private final List<OutputDraws.Reading> readings = new ArrayList<>();
    private final double[][] byMean;
    private final double[][] byDeviation;
    private final double logValue;

    private Evaluation(double[] values) {
      double[] point = scene.domain().features(values);
      int count = scene.count();
      int outputs = scene.outputs();
      logs = new double[count];
      byMean = new double[outputs][count];
      byDeviation = new double[outputs][count];
      for (int o = 0; o < outputs; o++) {
        readings.add(scene.draws(o).at(point));
      }
      for (int k = 0; k < count; k++) {
        logs[k] = scene.logWeight(k);
        for (int c = 0; c < conditions.length; c++) {
          addCondition(c, k);
        }
        if (seeksFeasibility) {
          continue;
        }
        if (objectives.length > 1) {
          addHypervolume(k);
        } else if (isTarget()) {
          addTarget(k);
        } else {
          addImprovement(k);
        }
      }
      logValue = LogImprovement.logSum(logs);
    }

    private double deviation(int output, int k) {
      return Math.max(readings.get(output).deviation(k), LEAST_DEVIATION);
    }

    private void addCondition(int c, int k) {
      int o = conditions[c];
      double deviation = deviation(o, k);
      double z = conditionSigns[c] * (thresholds[c] - readings.get(o).mean(k)) / deviation;
      double slope = LogImprovement.logCumulativeSlope(z);
      logs[k] += LogImprovement.logCumulative(z);
      byMean[o][k] -= conditionSigns[c] * slope / deviation;
      byDeviation[o][k] -= slope * z / deviation;
    }

    private void addImprovement(int k) {
      if (Double.isNaN(best[k])) {
        return;
      }
      int o = objectives[0];
      double deviation = deviation(o, k);
      double z = (best[k] - signs[0] * readings.get(o).mean(k)) / deviation;
      double slope = LogImprovement.logHSlope(z);
      logs[k] += StrictMath.log(deviation) + LogImprovement.logH(z);
      byMean[o][k] -= signs[0] * slope / deviation;
      byDeviation[o][k] += (1.0 - slope * z) / deviation;
    }

    /** Returns the mean in units of an output whose warp is a straight line. */
    private double meanInUnits(int output, int k) {
      return scene.draws(output).warp().from(readings.get(output).mean(k));
    }

    private void addTarget(int k) {
      if (Double.isNaN(best[k])) {
        return;
      }
      int o = objectives[0];
      double unit = scene.draws(o).warp().scale();
      double deviation = unit * deviation(o, k);
      double away = meanInUnits(o, k) - goals.getFirst().value();
      double sign = away < 0.0 ? -1.0 : 1.0;
      double near = Math.max(best[k], 1e-6 * deviation);
      // Mirrored, so that the mean lies above the target and nothing large cancels.
      double sum = 0.0;
      double mean = 0.0;
      double spread = 0.0;
      for (int edge = -1; edge <= 1; edge++) {
        double z = (edge * near - Math.abs(away)) / deviation;
        double factor = edge == 0 ? -2.0 : 1.0;
        sum += factor * deviation * Gaussian.expectedBelow(z);
        mean -= factor * Gaussian.cumulative(z);
        spread += factor * Gaussian.density(z);
      }
      logs[k] += StrictMath.log(Math.max(LEAST, sum));
      if (sum <= LEAST) {
        return;
      }
      byMean[o][k] += unit * sign * mean / sum;
      byDeviation[o][k] += unit * spread / sum;
    }

    private void addHypervolume(int k) {
      FrontBoxes front = fronts.get(k);
      int losses = objectives.length;
      double[][] below = new double[losses][];
      double[][] slopes = new double[losses][];
      for (int g = 0; g < losses; g++) {
        int o = objectives[g];
        below[g] = new double[front.edges(g)];
        slopes[g] = new double[front.edges(g)];
        double deviation = HOPE * deviation(o, k);
        double mean = signs[g] * readings.get(o).mean(k);
        for (int e = 0; e < below[g].length; e++) {
          below[g][e] = deviation * Gaussian.expectedBelow((front.edge(g, e) - mean) / deviation);
        }
      }
      double sum = front.sum(below, slopes);
      logs[k] += StrictMath.log(Math.max(LEAST, sum));
      if (sum <= LEAST) {
        return;
      }
      for (int g = 0; g < losses; g++) {
        int o = objectives[g];
        double deviation = HOPE * deviation(o, k);
        double mean = signs[g] * readings.get(o).mean(k);
        for (int e = 0; e < below[g].length; e++) {
          double z = (front.edge(g, e) - mean) / deviation;
          byMean[o][k] -= signs[g] * slopes[g][e] * Gaussian.cumulative(z) / sum;
          byDeviation[o][k] += HOPE * slopes[g][e] * Gaussian.density(z) / sum;
        }
      }
    }

    private void addGradient(double[] byFeature) {
      if (!Double.isFinite(logValue)) {
        return;
      }
      for (int k = 0; k < logs.length; k++) {
        double share = StrictMath.exp(logs[k] - logValue);
        for (int o = 0; o < byMean.length; o++) {
          byMean[o][k] *= share;
          byDeviation[o][k] *= share;
        }
      }
      for (int o = 0; o < byMean.length; o++) {
        readings.get(o).addGradient(byMean[o], byDeviation[o], byFeature);
      }
    }
  }
}
