package dev.weir.optimize.ask;

import dev.weir.learn.FunctionDraws;
import dev.weir.learn.StandardNormals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Draws of one output's function in its warped values: fixed where measured and where awaited,
 * normal elsewhere. Exact measurements need no drawing. Immutable.
 */
final class OutputDraws {
  private final Warp warp;
  private final List<FunctionDraws> drawn = new ArrayList<>();
  private final List<Optional<PriorMean>> means = new ArrayList<>();
  private final List<double[]> meansAnchored = new ArrayList<>();
  private final int[] source;
  private final int[] place;

  /**
   * Draws.
   *
   * @param output its position among the outputs
   * @param mixture which member each draw comes from
   * @param measured how many points the surrogate has learnt from
   * @param awaited features of the points that are awaited
   */
  OutputDraws(
      Surrogate surrogate,
      int output,
      Mixture mixture,
      int measured,
      List<double[]> awaited,
      long seed) {
    warp = surrogate.warp();
    source = new int[mixture.count()];
    place = new int[mixture.count()];
    boolean exact = surrogate.isExact() && awaited.isEmpty();
    for (int m = 0; m < surrogate.members().size(); m++) {
      int used = 0;
      for (int k = 0; k < source.length; k++) {
        if (mixture.member(output, k) == m) {
          source[k] = drawn.size();
          place[k] = exact ? 0 : used;
          used++;
        }
      }
      if (used > 0) {
        Surrogate.Member member = surrogate.members().get(m);
        means.add(member.mean());
        meansAnchored.add(
            Stream.concat(surrogate.points().stream(), awaited.stream())
                .mapToDouble(member::meanAt)
                .toArray());
        drawn.add(
            exact
                ? surrogate.members().get(m).process().exactDraw()
                : surrogate
                    .members()
                    .get(m)
                    .process()
                    .draws(
                        awaited,
                        StandardNormals.opposites(
                            used + used % 2, measured + awaited.size(), seed + 7919L * m)));
      }
    }
  }

  /** Returns a draw's warped value at a measured or awaited point. */
  double anchored(int draw, int anchor) {
    return drawn.get(source[draw]).anchored(place[draw], anchor)
        + meansAnchored.get(source[draw])[anchor];
  }

  /** Returns what the draws say of a point. */
  Reading at(double[] point) {
    List<FunctionDraws.Conditional> conditionals = new ArrayList<>(drawn.size());
    double[] here = new double[drawn.size()];
    for (int d = 0; d < here.length; d++) {
      conditionals.add(drawn.get(d).at(point));
      here[d] = means.get(d).isPresent() ? means.get(d).get().value(point) : 0.0;
    }
    return new Reading(point, conditionals, here);
  }

  /** What the draws say of one point, in warped values. One instance belongs to one thread. */
  final class Reading {
    private final double[] point;
    private final List<FunctionDraws.Conditional> conditionals;
    private final double[] here;

    private Reading(double[] point, List<FunctionDraws.Conditional> conditionals, double[] here) {
      this.point = point;
      this.conditionals = conditionals;
      this.here = here;
    }

    double mean(int draw) {
      return conditionals.get(source[draw]).mean(place[draw]) + here[source[draw]];
    }

    double deviation(int draw) {
      return conditionals.get(source[draw]).deviation();
    }

    /**
     * Adds the gradient by the point of a sum of means and deviations.
     *
     * @param byMean how much of each draw's mean is in the sum
     * @param byDeviation how much of each draw's deviation is in the sum
     */
    void addGradient(double[] byMean, double[] byDeviation, double[] gradient) {
      for (int d = 0; d < conditionals.size(); d++) {
        double[] byDraw = new double[drawn.get(d).count()];
        double deviation = 0.0;
        for (int k = 0; k < source.length; k++) {
          if (source[k] == d) {
            byDraw[place[k]] += byMean[k];
            deviation += byDeviation[k];
          }
        }
        conditionals.get(d).addGradient(byDraw, deviation, gradient);
        if (means.get(d).isPresent()) {
          means.get(d).get().addGradient(point, Arrays.stream(byDraw).sum(), gradient);
        }
      }
    }
  }

  Warp warp() {
    return warp;
  }
}
