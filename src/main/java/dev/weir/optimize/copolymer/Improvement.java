package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.optimize.ask.Hypervolume;
import java.util.ArrayList;
import java.util.List;

/**
 * By how much a run is expected to improve on the earlier ones: the loss, or with two or three
 * losses the hypervolume. Immutable; any thread.
 *
 * <p>Idea: the best of the earlier runs is not the best measured, which noise flatters, but for
 * each draw of the truth the best, or the front, that they have under that draw (noisy expected
 * improvement, Letham et al., Bayesian Analysis 14 (2019) 495; Daulton et al., NeurIPS 2021). The
 * improvement of a draw is softened and the mean taken in logarithms, so that hopeless points still
 * have an order (after Ament et al., NeurIPS 2023).
 */
final class Improvement {
  /** Width over which the kink is rounded: well below the analyser's noise. */
  private static final double SOFTNESS = 1e-3;

  private static final double LINEAR_BELOW = -37.0;

  /** Draws that a hypervolume is averaged over: it costs more than a loss. */
  private static final int VOLUME_DRAWS = 32;

  private final double[] best;
  private final List<List<double[]>> fronts = new ArrayList<>();
  private final double[] reference;
  private final int stride;

  /**
   * An improvement over earlier runs.
   *
   * @param earlier the conditions they achieved; with none, improvement is over the reference
   */
  Improvement(Ensemble ensemble, List<Conditions> earlier) {
    reference = ensemble.goal().reference();
    stride = reference.length == 1 ? 1 : Ensemble.DRAWS / VOLUME_DRAWS;
    best = new double[Ensemble.DRAWS];
    java.util.Arrays.fill(best, reference[0]);
    List<double[][]> all = earlier.stream().map(ensemble::losses).toList();
    for (double[][] losses : all) {
      for (int s = 0; s < best.length; s++) {
        best[s] = Math.min(best[s], losses[0][s]);
      }
    }
    for (int s = 0; reference.length > 1 && s < Ensemble.DRAWS; s += stride) {
      List<double[]> there = new ArrayList<>();
      for (double[][] losses : all) {
        there.add(at(losses, s));
      }
      fronts.add(Hypervolume.front(there));
    }
  }

  private static double[] at(double[][] losses, int draw) {
    double[] point = new double[losses.length];
    for (int g = 0; g < point.length; g++) {
      point[g] = losses[g][draw];
    }
    return point;
  }

  /** Returns the expected improvement, in units of the loss or of the hypervolume. */
  double value(double[][] losses) {
    double sum = 0.0;
    for (int s = 0; s < Ensemble.DRAWS; s += stride) {
      sum += Math.max(0.0, gain(losses, s));
    }
    return sum * stride / Ensemble.DRAWS;
  }

  /** Returns the logarithm of the softened expected improvement: never minus infinity. */
  double logValue(double[][] losses) {
    double[] terms = new double[Ensemble.DRAWS / stride];
    double largest = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < terms.length; s++) {
      terms[s] = logSoftPositive(gain(losses, s * stride) / SOFTNESS);
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
   * be the mean one: 0 is pure exploitation, 1 pure exploration. For one loss only.
   *
   * @param certain the loss of the mean outcome
   */
  double explorationShare(double[][] losses, double certain) {
    double value = value(losses);
    double mean = 0.0;
    for (double one : best) {
      mean += one / best.length;
    }
    return value > 0.0 ? Math.max(0.0, Math.min(1.0, 1.0 - (mean - certain) / value)) : 1.0;
  }

  private double gain(double[][] losses, int draw) {
    if (reference.length == 1) {
      return best[draw] - losses[0][draw];
    }
    double[] point = at(losses, draw);
    List<double[]> front = fronts.get(draw / stride);
    double added = Hypervolume.added(front, point, reference);
    return added > 0.0 ? added : -behind(front, point);
  }

  /** By how much all losses would have to shrink to add to the front. */
  private double behind(List<double[]> front, double[] point) {
    double behind = 0.0;
    for (int g = 0; g < point.length; g++) {
      behind = Math.max(behind, point[g] - reference[g]);
    }
    for (double[] other : front) {
      double least = Double.POSITIVE_INFINITY;
      for (int g = 0; g < point.length; g++) {
        least = Math.min(least, point[g] - other[g]);
      }
      behind = Math.max(behind, least);
    }
    return behind;
  }

  /** Returns log(log(1 + exp(u))), the logarithm of a rounded max(0, u). */
  private static double logSoftPositive(double u) {
    if (u < LINEAR_BELOW) {
      return u;
    }
    return StrictMath.log(Math.max(0.0, u) + StrictMath.log1p(StrictMath.exp(-Math.abs(u))));
  }
}
