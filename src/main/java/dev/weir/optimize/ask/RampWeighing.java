package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Weighs ramps through a point against a steady run at it. Pure.
 *
 * <p>Both are judged by the same draws of the functions: a draw gives the values at the point and
 * at all aliquots of all ramps together, so that what an aliquot tells of its neighbours is counted
 * once. The gain of a ramp is what the best of its aliquots betters (several objectives: what they
 * add to the hypervolume), averaged over the draws and multiplied by the least probability of
 * success among them; the ramp with the largest gain for its cost wins if it betters the single
 * point's.
 */
final class RampWeighing {
  /** Widths of the ramps that are weighed, as shares of the variable's range. */
  private static final double[] WIDTHS = {1.0, 0.5, 0.25, 0.125};

  /** Where in a ramp the point lies, as a share of the ramp. */
  private static final double[] OFFSETS = {0.0, 0.25, 0.5, 0.75, 1.0};

  /** Between two aliquots so many further settings are checked to be allowed. */
  private static final int BETWEEN = 4;

  private static final int DRAWS = 256;

  /** A hypervolume is not computed of more objectives. */
  private static final int MOST_OBJECTIVES = 3;

  /** Ramps whose ends differ by less, as a share of the range, are the same. */
  private static final double SAME = 1e-9;

  private final Problem problem;
  private final Domain domain;
  private final Ramp ramp;

  RampWeighing(Problem problem, Domain domain, Ramp ramp) {
    this.problem = problem;
    this.domain = domain;
    this.ramp = ramp;
  }

  /**
   * A ramp that is worth more for its cost than the single point.
   *
   * @param points settings of its aliquots, in their order
   * @param gain of them together
   * @param singleGain of the single point
   * @param cost of the ramp over that of the single run
   */
  record Better(List<double[]> points, double gain, double singleGain, double cost) {
    /** Keeps its own list. */
    public Better {
      points = List.copyOf(points);
    }
  }

  /**
   * Returns the best ramp, when it is worth more for its cost.
   *
   * @param told runs so far, with those awaited
   * @param surrogates of them
   * @param learned from them
   * @param single the best single point
   * @param seed of the draws
   */
  Optional<Better> better(
      List<Told> told, List<Surrogate> surrogates, Learned learned, double[] single, long seed) {
    if (problem.objectives().size() > MOST_OBJECTIVES) {
      return Optional.empty();
    }
    ToldRuns runs = new ToldRuns(problem, told);
    List<List<double[]>> ramps =
        ramps(single).stream().filter(points -> points.stream().noneMatch(runs::isTaken)).toList();
    List<double[]> points = new ArrayList<>(List.of(single));
    ramps.forEach(points::addAll);
    JointGain joint = new JointGain(problem, domain, told, surrogates, points, DRAWS, seed);
    double singleGain = joint.of(List.of(0)) * StrictMath.exp(learned.logSuccess(single));
    Optional<Better> best = Optional.empty();
    int first = 1;
    for (List<double[]> aliquots : ramps) {
      List<Integer> places = new ArrayList<>();
      double success = 0.0;
      for (double[] aliquot : aliquots) {
        places.add(first + places.size());
        success = Math.min(success, learned.logSuccess(aliquot));
      }
      first += aliquots.size();
      double gain = joint.of(places) * StrictMath.exp(success);
      double cost = cost(told, single, aliquots.getFirst());
      double least = best.map(better -> better.gain() / better.cost()).orElse(singleGain);
      if (gain / cost > least) {
        best = Optional.of(new Better(aliquots, gain, singleGain, cost));
      }
    }
    return best;
  }

  /** Returns the cost of a ramp over that of the single run, with the changes to get to each. */
  private double cost(List<Told> told, double[] single, double[] start) {
    return problem
        .changeOver()
        .map(
            change -> {
              double[] last = told.getLast().values();
              double toSingle = change.cost(problem.variables(), last, single);
              double toStart = change.cost(problem.variables(), last, start) - change.run();
              return (ramp.cost() * change.run() + toStart) / toSingle;
            })
        .orElse(ramp.cost());
  }

  /** Returns the allowed ramps through a point, each as its aliquots. */
  private List<List<double[]>> ramps(double[] through) {
    Variable variable = problem.variables().get(ramp.variable());
    double at = variable.place(through[ramp.variable()]);
    List<double[]> ends = new ArrayList<>();
    List<List<double[]>> ramps = new ArrayList<>();
    for (double width : WIDTHS) {
      for (double offset : OFFSETS) {
        double from = Math.max(0.0, Math.min(1.0 - width, at - offset * width));
        if (ends.stream()
            .noneMatch(
                other -> Math.abs(other[0] - from) < SAME && Math.abs(other[1] - width) < SAME)) {
          ends.add(new double[] {from, width});
          aliquots(through, from, width).ifPresent(ramps::add);
        }
      }
    }
    return ramps;
  }

  /** Returns the aliquots of a ramp, unless some setting on its way is not allowed. */
  private Optional<List<double[]>> aliquots(double[] through, double from, double width) {
    int steps = (ramp.aliquots() - 1) * (BETWEEN + 1);
    List<double[]> aliquots = new ArrayList<>();
    for (int step = 0; step <= steps; step++) {
      double[] values = through.clone();
      values[ramp.variable()] =
          problem.variables().get(ramp.variable()).at(from + width * step / steps);
      if (!domain.isAllowed(values)) {
        return Optional.empty();
      }
      if (step % (BETWEEN + 1) == 0) {
        if (!aliquots.isEmpty() && Arrays.equals(aliquots.getLast(), values)) {
          return Optional.empty();
        }
        aliquots.add(values);
      }
    }
    return Optional.of(aliquots);
  }
}
