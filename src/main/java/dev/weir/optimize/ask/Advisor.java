package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    return advise(runs, OptionalDouble.empty(), count, seed).suggestions();
  }

  /**
   * What to do next.
   *
   * @param suggestions points to be run together
   * @param verdict whether to run them at all
   */
  public record Advice(List<Suggestion> suggestions, Standing.Verdict verdict) {
    /** Keeps its own list. */
    public Advice {
      suggestions = List.copyOf(suggestions);
    }
  }

  /**
   * Returns the next points and whether to go on; other arguments and faults as of {@link
   * #suggest}.
   *
   * @param hours since the start of the first run, in h; empty when the times are not known
   */
  public Advice advise(List<Told> runs, OptionalDouble hours, int count, long seed) {
    List<Told> told = new ArrayList<>(runs);
    List<Suggestion> suggestions = new ArrayList<>();
    List<Surrogate> surrogates = isDesigning(runs) ? List.of() : surrogates(runs);
    for (int i = 0; i < count; i++) {
      Suggestion next =
          isDesigning(told) || surrogates.isEmpty()
              ? initial(told, seed)
              : learned(told, surrogates, seed);
      suggestions.add(next);
      double[] nothing = new double[problem.outputs().size()];
      Arrays.fill(nothing, Double.NaN);
      told.add(new Told(next.values(), nothing, Told.State.PENDING));
    }
    Standing.Verdict verdict = verdict(runs, hours, surrogates, suggestions.getFirst(), seed);
    return new Advice(ordered(runs, suggestions), verdict);
  }

  /** Puts points that are to be run together in the order in which changing over costs least. */
  private List<Suggestion> ordered(List<Told> runs, List<Suggestion> suggestions) {
    if (problem.changeOver().isEmpty() || runs.isEmpty()) {
      return suggestions;
    }
    return problem
        .changeOver()
        .get()
        .order(
            problem.variables(),
            runs.getLast().values(),
            suggestions.stream().map(Suggestion::values).toList())
        .stream()
        .map(suggestions::get)
        .toList();
  }

  private boolean isDesigning(List<Told> told) {
    return told.size() < problem.initialRuns()
        || told.stream().filter(Advisor::isComplete).count() < LEAST_RUNS
        || told.stream().filter(Advisor::isComplete).noneMatch(this::hasWorth);
  }

  /** Tells whether every objective of a run is a number. */
  private boolean hasWorth(Told run) {
    return Arrays.stream(losses(run)).allMatch(Double::isFinite);
  }

  private List<Surrogate> surrogates(List<Told> told) {
    return Learned.surrogates(problem, domain, told, trusted(told));
  }

  /**
   * Returns the positions of the best runs that were not repeated, or confirmed: what is best is
   * most often told of wrongly, and worth most when it is true.
   */
  private Set<Integer> trusted(List<Told> told) {
    List<double[]> good = good(told.stream().filter(Advisor::isComplete).toList());
    Set<Integer> trusted = new TreeSet<>();
    for (int i = 0; i < told.size(); i++) {
      double[] values = told.get(i).values();
      boolean isGood = good.stream().anyMatch(best -> distance(best, values) < SAME);
      if (isGood && (repeats(told, values) < 2 || isConfirmed(told, i))) {
        trusted.add(i);
      }
    }
    return trusted;
  }

  /** Two repeats that differ by fewer deviations of their noise say the same. */
  private static final double AGREEMENT = 6.0;

  /** Tells whether another run at the same place measured the same, within noise. */
  private boolean isConfirmed(List<Told> told, int position) {
    Told one = told.get(position);
    for (int i = 0; i < told.size(); i++) {
      Told other = told.get(i);
      if (i != position && isComplete(other) && distance(one.values(), other.values()) < SAME) {
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

  private long repeats(List<Told> told, double[] values) {
    return told.stream()
        .filter(run -> run.state() != Told.State.VOID && distance(run.values(), values) < SAME)
        .count();
  }

  /** Returns the place of a good run that the others do not believe and nobody has repeated. */
  private Optional<double[]> doubted(List<Told> told, List<Surrogate> surrogates, Learned learned) {
    return learned.isExact()
        ? Optional.empty()
        : Learned.suspected(told, surrogates).stream()
            .map(position -> told.get(position).values())
            .filter(values -> repeats(told, values) < 2 && domain.isAllowed(values))
            .findFirst();
  }

  private Standing.Verdict verdict(
      List<Told> told,
      OptionalDouble hours,
      List<Surrogate> surrogates,
      Suggestion next,
      long seed) {
    int started = (int) told.stream().filter(run -> run.state() != Told.State.VOID).count();
    Standing standing = problem.standing();
    if (surrogates.isEmpty()) {
      return standing.judge(new Standing.Facts(started, hours, Optional.empty(), Double.NaN, 1.0));
    }
    Learned learned = new Learned(problem, domain, told, surrogates, mixed(seed, told.size()));
    return standing.judge(
        new Standing.Facts(
            started,
            hours,
            standing.reached().flatMap(enough -> learned.surest(told, enough.loss())),
            learned.seeksFeasibility()
                ? Double.NaN
                : next.grounds().map(Suggestion.Grounds::expectedImprovement).orElse(Double.NaN),
            learned.seeksFeasibility() && !problem.conditions().isEmpty()
                ? Math.min(1.0, StrictMath.exp(learned.logWorth(next.values())))
                : 1.0));
  }

  private Suggestion learned(List<Told> told, List<Surrogate> surrogates, long seed) {
    List<Told> complete = told.stream().filter(Advisor::isComplete).toList();
    Learned learned = new Learned(problem, domain, told, surrogates, mixed(seed, told.size()));
    Optional<double[]> doubted = doubted(told, surrogates, learned);
    if (doubted.isPresent()) {
      return repeated(
          doubted.get(),
          told,
          learned,
          "one of the best runs lies far from what all others say, so it is repeated before it is"
              + " believed");
    }
    List<double[]> good = good(complete);
    List<AcquisitionSearch.Found> found = searched(learned, told, good, seed);
    if (found.isEmpty()) {
      return replicate(told, complete, learned);
    }
    if (!isStalled(learned, found.getFirst(), told, complete)) {
      return suggestion(learned, found, told, Suggestion.Source.ACQUISITION);
    }
    Learned doubting =
        new Learned(
            problem,
            domain,
            told,
            surrogates.stream().map(Surrogate::doubting).toList(),
            mixed(seed, told.size()));
    return suggestion(
        doubting, searched(doubting, told, good, seed), told, Suggestion.Source.DOUBT);
  }

  private List<AcquisitionSearch.Found> searched(
      Learned learned, List<Told> told, List<double[]> good, long seed) {
    return new AcquisitionSearch(
            domain, learned.acquisition(), isTaken(told), mixed(seed, 31L * told.size() + 7))
        .best(good, problem.objectives().size() > 1 && good.size() > 1);
  }

  /** A point this near to a run, as a share of the ranges, is a refinement of it. */
  private static final double NEAR = 5e-3;

  /** A gain smaller than this share of the losses' spread is not worth a refinement. */
  private static final double LITTLE = 1e-4;

  /** Tells whether a noiseless objective would only be refined by next to nothing. */
  private boolean isStalled(
      Learned learned, AcquisitionSearch.Found best, List<Told> told, List<Told> complete) {
    if (!learned.isExact() || problem.objectives().size() != 1) {
      return false;
    }
    double[] losses =
        complete.stream()
            .mapToDouble(
                run ->
                    Scene.losses(problem.objectives(), problem.named(run.values(), run.outputs()))[
                        0])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double spread = losses.length > 1 ? losses[losses.length / 2] - losses[0] : 0.0;
    return told.stream().anyMatch(run -> distance(run.values(), best.values()) < NEAR)
        && learned.promise(best.values()).gain() < LITTLE * spread;
  }

  /** Repeats the best run on purpose when everything allowed has been run and there is noise. */
  private Suggestion replicate(List<Told> told, List<Told> complete, Learned learned) {
    boolean settled =
        problem.outputs().stream().allMatch(output -> output.noise().orElse(0.0) == 0.0);
    List<double[]> good = good(complete);
    if (settled || good.isEmpty() || !domain.isAllowed(good.getFirst())) {
      throw new IllegalArgumentException(
          "every allowed point has been proposed already (" + told.size() + " runs)");
    }
    return repeated(
        good.getFirst(),
        told,
        learned,
        "every allowed point has been run, so the best one is repeated on purpose against the"
            + " noise");
  }

  private Suggestion repeated(double[] values, List<Told> told, Learned learned, String reason) {
    return new Suggestion(
        values,
        Suggestion.Source.REPLICATE,
        learned.predicted(domain.features(values)),
        learned.acquisition().logValue(values),
        List.of(),
        Optional.of(grounds(learned, values, told)),
        reason);
  }

  private static boolean isComplete(Told run) {
    return run.state() == Told.State.MEASURED
        && Arrays.stream(run.outputs()).allMatch(Double::isFinite);
  }

  private Suggestion initial(List<Told> told, long seed) {
    Predicate<double[]> taken = isTaken(told);
    List<double[]> design = domain.spread(told.size() + problem.initialRuns(), seed);
    List<double[]> ordered = new ArrayList<>(design.subList(told.size(), design.size()));
    ordered.addAll(domain.isSmall() ? domain.all() : domain.spread(256, seed + 1));
    double[] values =
        Stream.concat(
                ordered.stream(), Stream.of(true).flatMap(_ -> domain.left(taken, 1).stream()))
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
        Optional.empty(),
        "point %d of a space-filling design of %d"
            .formatted(told.size() + 1, Math.max(problem.initialRuns(), told.size() + 1)));
  }

  private Suggestion suggestion(
      Learned learned,
      List<AcquisitionSearch.Found> found,
      List<Told> told,
      Suggestion.Source source) {
    AcquisitionSearch.Found best = found.getFirst();
    Suggestion.Grounds grounds = grounds(learned, best.values(), told);
    List<Suggestion> runnerUp =
        found.stream()
            .filter(other -> distance(other.values(), best.values()) > APART)
            .findFirst()
            .map(other -> second(learned, other))
            .stream()
            .toList();
    return new Suggestion(
        best.values(),
        source,
        learned.predicted(domain.features(best.values())),
        best.logValue(),
        runnerUp,
        Optional.of(grounds),
        reason(grounds, source));
  }

  /** A runner-up differs by more than this share of the range in some variable. */
  private static final double APART = 0.05;

  private Suggestion second(Learned learned, AcquisitionSearch.Found other) {
    return new Suggestion(
        other.values(),
        Suggestion.Source.ACQUISITION,
        learned.predicted(domain.features(other.values())),
        other.logValue(),
        List.of(),
        Optional.empty(),
        "second best point");
  }

  private Suggestion.Grounds grounds(Learned learned, double[] values, List<Told> told) {
    Learned.Promise promise = learned.promise(values);
    int nearest = 0;
    for (int i = 1; i < told.size(); i++) {
      if (distance(told.get(i).values(), values) < distance(told.get(nearest).values(), values)) {
        nearest = i;
      }
    }
    return new Suggestion.Grounds(
        promise.probability(),
        promise.gain(),
        promise.exploring(),
        StrictMath.exp(learned.logSuccess(values)),
        nearest + 1,
        distance(told.get(nearest).values(), values),
        domain.binding(values));
  }

  private static String reason(Suggestion.Grounds grounds, Suggestion.Source source) {
    String gain =
        String.format(
            Locale.ROOT,
            "betters the best so far with probability %.2f, by %.3g on average; %d %% of that rests"
                + " on what is not known; nearest is run %d",
            grounds.probabilityOfImprovement(),
            grounds.expectedImprovement(),
            Math.round(100.0 * grounds.exploring()),
            grounds.nearestRun());
    return source == Suggestion.Source.DOUBT
        ? "near the best run next to nothing is left to gain, so the model is doubted: with shorter"
            + " length scales this point "
            + gain
        : "it " + gain;
  }

  /** Returns the values of the runs with the least losses. */
  private List<double[]> good(List<Told> complete) {
    return problem.objectives().size() > 1 ? front(complete) : best(complete);
  }

  /** Returns the values of the runs that no other one betters, in the order of the first loss. */
  private List<double[]> front(List<Told> complete) {
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
    return values.isEmpty() ? best(complete) : values;
  }

  private double[] losses(Told run) {
    return Scene.losses(problem.objectives(), problem.named(run.values(), run.outputs()));
  }

  private List<double[]> best(List<Told> complete) {
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
