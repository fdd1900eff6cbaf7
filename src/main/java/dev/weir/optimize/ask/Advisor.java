package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says which points to try next. Pure: the same problem, runs and seed give the same points, to the
 * last bit. Any thread.
 */
public final class Advisor {
  private static final int GOOD_RUNS = 3;
  private static final int LEAST_RUNS = 2;

  /** Points nearer than this, as shares of the ranges, are the same point. */
  private static final double SAME = 1e-7;

  private final Problem problem;
  private final Domain domain;

  /** An advisor for a problem; rejects problems without an allowed point when it is asked. */
  public Advisor(Problem problem) {
    this.problem = problem;
    this.domain = new Domain(problem);
  }

  /** Tells whether values keep every bound, grid and constraint. */
  public boolean allows(double[] values) {
    return domain.isAllowed(values);
  }

  /**
   * Returns the next points, to be run together.
   *
   * @param runs all runs so far, in order
   * @param count how many points, at least 1
   * @param seed of everything random
   * @throws IllegalArgumentException when nothing is allowed, or nothing new is left
   */
  public List<Suggestion> suggest(List<Told> runs, int count, long seed) {
    List<Told> told = new ArrayList<>(runs);
    List<Suggestion> suggestions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Suggestion next = next(told, seed);
      suggestions.add(next);
      double[] nothing = new double[problem.outputs().size()];
      Arrays.fill(nothing, Double.NaN);
      told.add(new Told(next.values(), nothing, Told.State.PENDING));
    }
    return suggestions;
  }

  private Suggestion next(List<Told> told, long seed) {
    List<Told> complete = told.stream().filter(Advisor::isComplete).toList();
    if (told.size() < problem.initialRuns() || complete.size() < LEAST_RUNS) {
      return initial(told, seed);
    }
    Learned learned = new Learned(problem, domain, told, mixed(seed, told.size()));
    List<double[]> good = good(complete);
    List<AcquisitionSearch.Found> found =
        new AcquisitionSearch(
                domain, learned.acquisition(), isTaken(told), mixed(seed, 31L * told.size() + 7))
            .best(good);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "every allowed point has been proposed already (" + told.size() + " runs)");
    }
    return suggestion(learned, found, complete.size());
  }

  private static boolean isComplete(Told run) {
    return run.state() == Told.State.MEASURED
        && Arrays.stream(run.outputs()).allMatch(Double::isFinite);
  }

  private Suggestion initial(List<Told> told, long seed) {
    Predicate<double[]> taken = isTaken(told);
    List<double[]> design = domain.spread(told.size() + problem.initialRuns(), seed);
    List<double[]> ordered = new ArrayList<>(design.subList(told.size(), design.size()));
    ordered.addAll(domain.count() <= 1500 ? domain.all() : domain.spread(256, seed + 1));
    double[] values =
        ordered.stream()
            .map(domain::values)
            .filter(candidate -> domain.isAllowed(candidate) && !taken.test(candidate))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("every allowed point has been proposed already"));
    return new Suggestion(
        values,
        Suggestion.Source.INITIAL_DESIGN,
        List.of(),
        0.0,
        List.of(),
        Double.NaN,
        Double.NaN,
        "point %d of a space-filling design of %d"
            .formatted(told.size() + 1, Math.max(problem.initialRuns(), told.size() + 1)));
  }

  private Suggestion suggestion(
      Learned learned, List<AcquisitionSearch.Found> found, int measured) {
    AcquisitionSearch.Found best = found.getFirst();
    double[] features = domain.features(best.values());
    Optional<AcquisitionSearch.Found> second =
        found.stream().filter(other -> distance(other.values(), best.values()) > 0.05).findFirst();
    Learned.Promise promise = learned.promise(best.values());
    List<Suggestion> runnerUp =
        second
            .map(
                other ->
                    new Suggestion(
                        other.values(),
                        Suggestion.Source.ACQUISITION,
                        learned.predicted(domain.features(other.values())),
                        other.logValue(),
                        List.of(),
                        Double.NaN,
                        Double.NaN,
                        "second best point"))
            .stream()
            .toList();
    return new Suggestion(
        best.values(),
        Suggestion.Source.ACQUISITION,
        learned.predicted(features),
        best.logValue(),
        runnerUp,
        promise.probability(),
        promise.gain(),
        "after %d measured runs it betters the best so far with probability %.2f, by %.3g on average"
            .formatted(measured, promise.probability(), promise.gain()));
  }

  /** Returns the values of the runs with the least losses. */
  private List<double[]> good(List<Told> complete) {
    return complete.stream()
        .sorted(Comparator.comparingDouble(this::badness))
        .limit(GOOD_RUNS)
        .map(Told::values)
        .toList();
  }

  private double badness(Told run) {
    double[] named = problem.named(run.values(), run.outputs());
    double badness = 0.0;
    for (double loss : Scene.losses(problem.objectives(), named)) {
      badness += loss;
    }
    for (double excess : Scene.losses(problem.conditions(), named)) {
      badness += 1e3 * Math.max(0.0, excess);
    }
    return Double.isNaN(badness) ? Double.POSITIVE_INFINITY : badness;
  }

  private Predicate<double[]> isTaken(List<Told> told) {
    return candidate -> told.stream().anyMatch(run -> distance(run.values(), candidate) < SAME);
  }

  /** Returns the largest difference of two points in any variable, as a share of its range. */
  private double distance(double[] a, double[] b) {
    double largest = 0.0;
    for (int v = 0; v < a.length; v++) {
      Variable variable = problem.variables().get(v);
      largest = Math.max(largest, Math.abs(variable.place(a[v]) - variable.place(b[v])));
    }
    return largest;
  }

  private static long mixed(long seed, long index) {
    long z = seed * 0x9E3779B97F4A7C15L + index * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 31);
  }
}
