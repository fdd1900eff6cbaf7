package dev.weir.optimize.ask;

import dev.weir.learn.StandardNormals;
import java.util.ArrayList;
import java.util.List;

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

  private final Scene scene;
  private final double[] reference;
  private final double[] ranges;
  private final double[] conditionRanges;
  private final List<double[]> residuals;
  private final List<List<double[]>> fronts = new ArrayList<>();
  private final double fallback;

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
    for (int k = 0; k < scene.count(); k++) {
      List<double[]> feasible = new ArrayList<>();
      for (double[] loss : scene.feasible(k)) {
        feasible.add(scaled(loss));
      }
      fronts.add(Hypervolume.front(feasible));
    }
    for (double[] loss : scene.allLosses()) {
      double scalar = scalar(scaled(loss));
      worst = Double.isFinite(scalar) ? Math.max(worst, scalar) : worst;
    }
    fallback = worst;
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
    return scaled.length == 0 ? 0.0 : worst + (scaled.length > 1 ? 0.05 * sum : 0.0);
  }

  @Override
  public double logValue(double[] values) {
    int count = scene.count();
    int outputs = scene.outputs();
    double[] point = scene.domain().features(values);
    double[][] samples = new double[outputs][count];
    double[] deviations = new double[count];
    for (int o = 0; o < outputs; o++) {
      OutputDraws draws = scene.draws(o);
      draws.at(point, samples[o], deviations);
      for (int k = 0; k < count; k++) {
        samples[o][k] = draws.warp().from(samples[o][k] + deviations[k] * residuals.get(o)[k]);
      }
    }
    double sum = 0.0;
    double[] measured = new double[outputs];
    for (int k = 0; k < count; k++) {
      for (int o = 0; o < outputs; o++) {
        measured[o] = samples[o][k];
      }
      double[] named = scene.problem().named(values, measured);
      sum += met(named) * improvement(k, named);
    }
    return StrictMath.log(Math.max(1e-300, sum / count));
  }

  private double met(double[] named) {
    double[] excesses = Scene.losses(scene.problem().conditions(), named);
    double met = 1.0;
    for (int c = 0; c < excesses.length; c++) {
      double beyond = excesses[c] / (CONDITION_TAIL * conditionRanges[c]);
      if (beyond > 0.0) {
        met /= 1.0 + beyond * beyond;
      }
    }
    return met;
  }

  private double improvement(int draw, double[] named) {
    double[] losses = scaled(Scene.losses(scene.problem().objectives(), named));
    if (losses.length == 0) {
      return 1.0;
    }
    List<double[]> front = fronts.get(draw);
    if (losses.length == 1 || losses.length > MOST_VOLUMES) {
      double best = front.stream().mapToDouble(SampledImprovement::scalar).min().orElse(fallback);
      return withTail(best - scalar(losses));
    }
    double added = Hypervolume.added(front, losses, new double[losses.length]);
    return added > 0.0 ? added + TAIL : withTail(-behind(front, losses));
  }

  /** Returns by how much all losses would have to shrink to add to the front. */
  private static double behind(List<double[]> front, double[] losses) {
    double behind = 0.0;
    for (double loss : losses) {
      behind = Math.max(behind, loss);
    }
    for (double[] other : front) {
      double least = Double.POSITIVE_INFINITY;
      for (int g = 0; g < losses.length; g++) {
        least = Math.min(least, losses[g] - other[g]);
      }
      behind = Math.max(behind, least);
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
}
