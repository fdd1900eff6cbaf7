package dev.weir.optimize.ask;

import dev.weir.learn.StandardNormals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Noisy log expected improvement of any objectives under any conditions: samples of the outputs
 * pushed through the formulas. One objective: of the loss; two or three: of the hypervolume; more:
 * of the worst loss, each over its range. Improvements that just fail count for a little that falls
 * off slowly, so that the search sees where to go. Immutable.
 */
final class SampledImprovement implements Acquisition {
  private static final double TAIL = 1e-3;
  private static final double CONDITION_TAIL = 1e-2;
  private static final int MOST_VOLUMES = 3;
  private static final double LEAST = 1e-300;

  /** How much of all losses counts beside the worst. */
  private static final double ALL = 0.05;

  private final Scene scene;
  private final double[] reference;
  private final double[] ranges;
  private final double[] conditionRanges;
  private final List<double[]> residuals;
  private final List<FrontBoxes> fronts = new ArrayList<>();
  private final List<List<double[]>> points = new ArrayList<>();
  private final double[] best;

  /**
   * An acquisition.
   *
   * @param reference worst loss of each objective worth anything
   * @param seed of the samples
   */
  SampledImprovement(Scene scene, double[] reference, long seed) {
    this.scene = scene;
    this.reference = reference;
    ranges = ranges(scene.allLosses(), scene.problem().objectives().size());
    conditionRanges = ranges(scene.allExcesses(), scene.problem().conditions().size());
    residuals = StandardNormals.spread(scene.count(), scene.outputs(), seed);
    double worst = 0.0;
    for (double[] loss : scene.allLosses()) {
      double scalar = scalar(scaled(loss));
      worst = Double.isFinite(scalar) ? Math.max(worst, scalar) : worst;
    }
    best = new double[scene.count()];
    for (int k = 0; k < scene.count(); k++) {
      List<double[]> feasible = new ArrayList<>();
      for (double[] loss : scene.feasible(k)) {
        feasible.add(scaled(loss));
      }
      best[k] = feasible.stream().mapToDouble(SampledImprovement::scalar).min().orElse(worst);
      if (hasVolume()) {
        points.add(Hypervolume.front(feasible));
        fronts.add(FrontBoxes.of(feasible, new double[reference.length]));
      }
    }
  }

  /** Returns the standard deviation of each column, finite values only; 1 where they all agree. */
  private static double[] ranges(List<double[]> rows, int columns) {
    double[] ranges = new double[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      double[] finite =
          rows.stream().mapToDouble(row -> row[column]).filter(Double::isFinite).toArray();
      double mean = java.util.Arrays.stream(finite).average().orElse(0.0);
      double variance =
          java.util.Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).average().orElse(0.0);
      ranges[c] = variance > 1e-24 ? Math.sqrt(variance) : 1.0;
    }
    return ranges;
  }

  /** Losses relative to the reference, in deviations. */
  private double[] scaled(double[] loss) {
    double[] scaled = new double[loss.length];
    for (int g = 0; g < loss.length; g++) {
      scaled[g] = (loss[g] - reference[g]) / ranges[g];
    }
    return scaled;
  }

  /** The worst loss and a little of all. */
  private static double scalar(double[] scaled) {
    double worst = Double.NEGATIVE_INFINITY;
    double sum = 0.0;
    for (double loss : scaled) {
      worst = Math.max(worst, loss);
      sum += loss;
    }
    return scaled.length == 0 ? 0.0 : worst + (scaled.length > 1 ? ALL * sum : 0.0);
  }

  private boolean hasVolume() {
    return reference.length > 1 && reference.length <= MOST_VOLUMES;
  }

  @Override
  public double logValue(double[] values) {
    return new Evaluation(values, Optional.empty()).logValue;
  }

  @Override
  public double logValue(double[] values, Slopes slopes) {
    return new Evaluation(values, Optional.of(slopes)).logValue;
  }

  /** The value at one point. */
  private final class Evaluation {
    private final double[] values;
    private final List<OutputDraws.Reading> readings = new ArrayList<>();
    private final double[][] byMean;
    private final double[][] byDeviation;
    private final double[] byNamed;
    private final double logValue;

    private Evaluation(double[] values, Optional<Slopes> slopes) {
      this.values = values;
      int count = scene.count();
      int outputs = scene.outputs();
      double[] point = scene.domain().features(values);
      for (int o = 0; o < outputs; o++) {
        readings.add(scene.draws(o).at(point));
      }
      byMean = new double[outputs][count];
      byDeviation = new double[outputs][count];
      byNamed = new double[values.length + outputs];
      double sum = 0.0;
      for (int k = 0; k < count; k++) {
        sum += worth(k, slopes.isPresent());
      }
      double worth = Math.max(LEAST, sum / count);
      logValue = StrictMath.log(worth);
      slopes.ifPresent(into -> addGradient(worth * count, into));
    }

    private double worth(int k, boolean withSlopes) {
      double[] measured = new double[readings.size()];
      for (int o = 0; o < measured.length; o++) {
        measured[o] = scene.draws(o).warp().from(warped(o, k));
      }
      double[] named = scene.problem().named(values, measured);
      double[] byExcess = new double[conditionRanges.length];
      double met = met(named, byExcess);
      double[] byLoss = new double[ranges.length];
      double improvement = improvement(k, named, byLoss);
      if (withSlopes && met * improvement > LEAST) {
        double[] slopes = new double[named.length];
        for (int c = 0; c < byExcess.length; c++) {
          if (byExcess[c] != 0.0) {
            Goal goal = scene.problem().conditions().get(c);
            goal.addSlopes(named, byExcess[c] * improvement, slopes);
          }
        }
        for (int g = 0; g < byLoss.length; g++) {
          if (byLoss[g] != 0.0) {
            scene.problem().objectives().get(g).addSlopes(named, met * byLoss[g], slopes);
          }
        }
        spread(k, measured, slopes);
      }
      return met * improvement;
    }

    private double warped(int o, int k) {
      OutputDraws.Reading reading = readings.get(o);
      return reading.mean(k) + reading.deviation(k) * residuals.get(o)[k];
    }

    /** Keeps the derivatives of one draw, unless the formulas have none there. */
    private void spread(int k, double[] measured, double[] slopes) {
      for (double slope : slopes) {
        if (!Double.isFinite(slope)) {
          return;
        }
      }
      for (int v = 0; v < values.length; v++) {
        byNamed[v] += slopes[v];
      }
      for (int o = 0; o < measured.length; o++) {
        double slope = slopes[values.length + o] / scene.draws(o).warp().slope(measured[o]);
        byMean[o][k] = slope;
        byDeviation[o][k] = slope * residuals.get(o)[k];
      }
    }

    private void addGradient(double whole, Slopes into) {
      for (int v = 0; v < values.length; v++) {
        into.byValue()[v] += byNamed[v] / whole;
      }
      for (int o = 0; o < byMean.length; o++) {
        for (int k = 0; k < byMean[o].length; k++) {
          byMean[o][k] /= whole;
          byDeviation[o][k] /= whole;
        }
        readings.get(o).addGradient(byMean[o], byDeviation[o], into.byFeature());
      }
    }
  }

  /** Returns how far the conditions are met, and its derivative by each excess. */
  private double met(double[] named, double[] byExcess) {
    double[] excesses = Scene.losses(scene.problem().conditions(), named);
    double met = 1.0;
    for (int c = 0; c < excesses.length; c++) {
      double unit = CONDITION_TAIL * conditionRanges[c];
      double beyond = excesses[c] / unit;
      if (beyond > 0.0) {
        met /= 1.0 + beyond * beyond;
        byExcess[c] = -2.0 * beyond / ((1.0 + beyond * beyond) * unit);
      }
    }
    for (int c = 0; c < excesses.length; c++) {
      byExcess[c] = Double.isFinite(excesses[c]) ? byExcess[c] * met : 0.0;
    }
    return met;
  }

  /** Returns the improvement, and its derivative by each loss. */
  private double improvement(int draw, double[] named, double[] byLoss) {
    double[] losses = scaled(Scene.losses(scene.problem().objectives(), named));
    if (losses.length == 0) {
      return 1.0;
    }
    if (!hasVolume()) {
      double gain = best[draw] - scalar(losses);
      double slope = tailSlope(gain);
      int worst = largest(losses);
      for (int g = 0; g < losses.length; g++) {
        double share = (g == worst ? 1.0 : 0.0) + (losses.length > 1 ? ALL : 0.0);
        byLoss[g] = -slope * share / ranges[g];
      }
      return withTail(gain);
    }
    double added = added(fronts.get(draw), losses, byLoss);
    if (added > 0.0) {
      return added + TAIL;
    }
    int[] by = new int[1];
    double behind = behind(points.get(draw), losses, by);
    byLoss[by[0]] = -tailSlope(-behind) / ranges[by[0]];
    return withTail(-behind);
  }

  private static int largest(double[] losses) {
    int largest = 0;
    for (int g = 1; g < losses.length; g++) {
      largest = losses[g] > losses[largest] ? g : largest;
    }
    return largest;
  }

  /** Returns what a point adds to a front's volume, and its derivative by each loss. */
  private double added(FrontBoxes front, double[] losses, double[] byLoss) {
    double[][] below = new double[losses.length][];
    double[][] slopes = new double[losses.length][];
    for (int g = 0; g < losses.length; g++) {
      below[g] = new double[front.edges(g)];
      slopes[g] = new double[front.edges(g)];
      for (int e = 0; e < below[g].length; e++) {
        below[g][e] = Math.max(0.0, front.edge(g, e) - losses[g]);
      }
    }
    double added = front.sum(below, slopes);
    for (int g = 0; g < losses.length; g++) {
      for (int e = 0; e < below[g].length; e++) {
        byLoss[g] -= below[g][e] > 0.0 ? slopes[g][e] / ranges[g] : 0.0;
      }
    }
    return added;
  }

  /**
   * Returns by how much all losses would have to shrink to add to the front, and which of them says
   * so.
   */
  private static double behind(List<double[]> front, double[] losses, int[] by) {
    double behind = 0.0;
    for (int g = 0; g < losses.length; g++) {
      if (losses[g] > behind) {
        behind = losses[g];
        by[0] = g;
      }
    }
    for (double[] other : front) {
      int nearest = 0;
      for (int g = 1; g < losses.length; g++) {
        nearest = losses[g] - other[g] < losses[nearest] - other[nearest] ? g : nearest;
      }
      if (losses[nearest] - other[nearest] > behind) {
        behind = losses[nearest] - other[nearest];
        by[0] = nearest;
      }
    }
    return behind;
  }

  private static double withTail(double gain) {
    if (gain >= 0.0) {
      return gain + TAIL;
    }
    double beyond = gain / (20.0 * TAIL);
    return Double.isInfinite(gain) ? 0.0 : TAIL / (1.0 + beyond * beyond);
  }

  private static double tailSlope(double gain) {
    if (gain >= 0.0) {
      return 1.0;
    }
    double unit = 20.0 * TAIL;
    double beyond = gain / unit;
    double whole = 1.0 + beyond * beyond;
    return Double.isInfinite(gain) ? 0.0 : -2.0 * TAIL * beyond / (unit * whole * whole);
  }
}
