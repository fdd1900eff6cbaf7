package dev.weir.optimize.ask;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The runs of a problem that were told, and what can be said of them without a surrogate.
 * Immutable; any thread.
 */
final class ToldRuns {
  private static final int GOOD_RUNS = 3;

  /** Points nearer than this, as shares of the ranges, are the same point. */
  private static final double SAME = 1e-7;

  /** Two repeats that differ by fewer deviations of their noise say the same. */
  private static final double AGREEMENT = 6.0;

  /** How much worse than any loss a condition not met is, for the choice of good runs. */
  private static final double NOT_MET = 1e3;

  private final Problem problem;
  private final List<Told> told;
  private final List<Told> complete;

  ToldRuns(Problem problem, List<Told> told) {
    this.problem = problem;
    this.told = List.copyOf(told);
    complete = told.stream().filter(ToldRuns::isComplete).toList();
  }

  static boolean isComplete(Told run) {
    return run.state() == Told.State.MEASURED
        && Arrays.stream(run.outputs()).allMatch(Double::isFinite);
  }

  /** Returns the runs that measured every output. */
  List<Told> complete() {
    return complete;
  }

  /** Returns how many complete runs have numbers for all objectives. */
  long worthKnowing() {
    return complete.stream()
        .filter(run -> Arrays.stream(losses(run)).allMatch(Double::isFinite))
        .count();
  }

  double[] losses(Told run) {
    return Scene.losses(problem.objectives(), problem.named(run.values(), run.outputs()));
  }

  /** Tells whether any run, whatever became of it, has the same settings. */
  boolean isTaken(double[] values) {
    return told.stream().anyMatch(run -> isSame(run.values(), values));
  }

  private boolean isSame(double[] one, double[] other) {
    return distance(one, other) < SAME;
  }

  /** Returns the largest difference of two points in any variable, as a share of its range. */
  double distance(double[] a, double[] b) {
    double largest = 0.0;
    for (int v = 0; v < a.length; v++) {
      Variable variable = problem.variables().get(v);
      largest = Math.max(largest, Math.abs(variable.place(a[v]) - variable.place(b[v])));
    }
    return largest;
  }

  /** Returns the position of the run nearest to a point; there must be one. */
  int nearest(double[] values) {
    int nearest = 0;
    for (int i = 1; i < told.size(); i++) {
      if (distance(told.get(i).values(), values) < distance(told.get(nearest).values(), values)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** Returns the distance to the nearest run. */
  double nearness(double[] values) {
    return distance(told.get(nearest(values)).values(), values);
  }

  /** Returns how many runs that were not voided have the same settings. */
  long repeats(double[] values) {
    return told.stream()
        .filter(run -> run.state() != Told.State.VOID && isSame(run.values(), values))
        .count();
  }

  /**
   * Returns the positions of the best runs that were not repeated, or confirmed: what is best is
   * most often told of wrongly, and worth most when it is true.
   */
  Set<Integer> trusted() {
    List<double[]> good = good();
    Set<Integer> trusted = new TreeSet<>();
    for (int i = 0; i < told.size(); i++) {
      double[] values = told.get(i).values();
      boolean isGood = good.stream().anyMatch(best -> isSame(best, values));
      if (isGood && (repeats(values) < 2 || isConfirmed(i))) {
        trusted.add(i);
      }
    }
    return trusted;
  }

  /** Tells whether another run at the same place measured the same, within noise. */
  private boolean isConfirmed(int position) {
    Told one = told.get(position);
    for (int i = 0; i < told.size(); i++) {
      Told other = told.get(i);
      if (i != position && isComplete(other) && isSame(one.values(), other.values())) {
        boolean agrees = true;
        for (int o = 0; o < one.outputs().length; o++) {
          double noise = problem.outputs().get(o).noise().orElse(Double.POSITIVE_INFINITY);
          agrees &= Math.abs(one.outputs()[o] - other.outputs()[o]) <= AGREEMENT * noise;
        }
        if (agrees) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the settings of the runs with the least losses, or of the front, best first. */
  List<double[]> good() {
    return problem.objectives().size() > 1 ? front() : best();
  }

  /** Returns the values of the runs that no other one betters, in the order of the first loss. */
  private List<double[]> front() {
    List<Told> allowed =
        complete.stream()
            .filter(
                run ->
                    Scene.isMet(
                        Scene.losses(
                            problem.conditions(), problem.named(run.values(), run.outputs()))))
            .sorted(Comparator.comparingDouble(run -> losses(run)[0]))
            .toList();
    List<double[]> front = Hypervolume.front(allowed.stream().map(this::losses).toList());
    List<double[]> values =
        allowed.stream()
            .filter(run -> front.stream().anyMatch(point -> Arrays.equals(point, losses(run))))
            .map(Told::values)
            .toList();
    return values.isEmpty() ? best() : values;
  }

  private List<double[]> best() {
    return complete.stream()
        .sorted(Comparator.comparingDouble(this::badness))
        .limit(GOOD_RUNS)
        .map(Told::values)
        .toList();
  }

  private double badness(Told run) {
    double badness = 0.0;
    for (double loss : losses(run)) {
      badness += loss;
    }
    double[] named = problem.named(run.values(), run.outputs());
    for (double excess : Scene.losses(problem.conditions(), named)) {
      badness += NOT_MET * Math.max(0.0, excess);
    }
    return Double.isNaN(badness) ? Double.POSITIVE_INFINITY : badness;
  }

  /**
   * Returns how far the median loss of the only objective lies above the least one; refinements of
   * the best run do not count, else the spread would shrink as they go on.
   *
   * @param near runs that are nearer to the best one, as a share of the ranges, refine it
   */
  double spread(double near) {
    Optional<Told> best =
        complete.stream()
            .filter(run -> Double.isFinite(losses(run)[0]))
            .min(Comparator.comparingDouble(run -> losses(run)[0]));
    if (best.isEmpty()) {
      return 0.0;
    }
    double[] others =
        complete.stream()
            .filter(run -> distance(run.values(), best.get().values()) >= near)
            .mapToDouble(run -> losses(run)[0])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return others.length == 0 ? 0.0 : others[others.length / 2] - losses(best.get())[0];
  }
}
