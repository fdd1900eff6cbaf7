package dev.weir.optimize.ask;

import dev.weir.units.Decimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says which points to try next. Pure: the same problem, runs and seed give the same points, to the
 * last bit. Any thread.
 */
public final class Advisor {
  private static final int LEAST_RUNS = 2;

  private final Problem problem;
  private final Domain domain;
  private final List<List<Told>> earlier;

  /** An advisor for a problem; rejects problems without an allowed point when it is asked. */
  public Advisor(Problem problem) {
    this(problem, List.of());
  }

  /**
   * An advisor that heeds what other campaigns in the same space found.
   *
   * @param earlier runs of each, of the same outputs; what they found may differ
   */
  public Advisor(Problem problem, List<List<Told>> earlier) {
    this(problem, new Domain(problem), earlier);
  }

  private Advisor(Problem problem, Domain domain, List<List<Told>> earlier) {
    this.problem = problem;
    this.domain = domain;
    this.earlier = earlier.stream().map(List::copyOf).toList();
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
   * @param earlier for each output how much each earlier table counted, from 0 to 1; empty without
   *     earlier tables and while nothing has been learnt
   */
  public record Advice(
      List<Suggestion> suggestions, Standing.Verdict verdict, List<List<Double>> earlier) {
    /** Keeps its own lists. */
    public Advice {
      suggestions = List.copyOf(suggestions);
      earlier = List.copyOf(earlier);
    }
  }

  /**
   * Returns the next points and whether to go on; other arguments and faults as of {@link
   * #suggest}.
   *
   * @param hours since the start of the first run, in h; empty when the times are not known
   */
  public Advice advise(List<Told> runs, OptionalDouble hours, int count, long seed) {
    return new Advisor(problem, InputWarps.learnt(problem, domain, runs), earlier)
        .seen(runs, hours, count, seed);
  }

  /** Advises with the scales of the variables as they are. */
  private Advice seen(List<Told> runs, OptionalDouble hours, int count, long seed) {
    List<Told> told = new ArrayList<>(runs);
    List<Suggestion> suggestions = new ArrayList<>();
    List<Surrogate> surrogates = isDesigning(runs) ? List.of() : surrogates(runs);
    int ramps = 0;
    for (int i = 0; i < count; i++) {
      List<Suggestion> next =
          isDesigning(told) || surrogates.isEmpty()
              ? List.of(initial(told, seed))
              : rampOrSingle(told, surrogates, ramps + 1, seed);
      ramps += next.size() > 1 ? 1 : 0;
      suggestions.addAll(next);
      for (Suggestion point : next) {
        double[] nothing = new double[problem.outputs().size()];
        Arrays.fill(nothing, Double.NaN);
        told.add(new Told(point.values(), nothing, Told.State.PENDING));
      }
    }
    Standing.Verdict verdict = verdict(runs, hours, surrogates, suggestions.getFirst(), seed);
    return new Advice(
        ramps > 0 ? suggestions : ordered(runs, suggestions),
        verdict,
        earlier.isEmpty() ? List.of() : surrogates.stream().map(Surrogate::earlier).toList());
  }

  /** Returns the best single point, or the points of a ramp when they are worth more together. */
  private List<Suggestion> rampOrSingle(
      List<Told> told, List<Surrogate> surrogates, int number, long seed) {
    Suggestion single = learned(told, surrogates, seed);
    boolean isNew =
        switch (single.source()) {
          case ACQUISITION, DOUBT -> true;
          case REPLICATE, INITIAL_DESIGN, RAMP -> false;
        };
    if (problem.ramp().isEmpty() || !isNew) {
      return List.of(single);
    }
    Ramp ramp = problem.ramp().get();
    Learned learned = new Learned(problem, domain, told, surrogates, mixed(seed, told.size()));
    return new RampWeighing(problem, domain, ramp)
        .better(told, surrogates, learned, single.values(), mixed(seed, told.size() + 5L))
        .map(better -> aliquots(better, ramp, number, learned, told))
        .orElse(List.of(single));
  }

  private List<Suggestion> aliquots(
      RampWeighing.Better better, Ramp ramp, int number, Learned learned, List<Told> told) {
    List<double[]> points = better.points();
    Variable variable = problem.variables().get(ramp.variable());
    double from = points.getFirst()[ramp.variable()];
    double to = points.getLast()[ramp.variable()];
    String reason =
        String.format(
            Locale.ROOT,
            "one of %d aliquots of a ramp of %s from %s to %s%s: together they gain %.3g for the"
                + " cost of %.3g runs, the best single point %.3g for one",
            points.size(),
            variable.name(),
            Decimal.shortest(from),
            Decimal.shortest(to),
            variable.unit().isEmpty() ? "" : " " + variable.unit(),
            better.gain(),
            better.cost(),
            better.singleGain());
    List<Suggestion> suggestions = new ArrayList<>();
    for (double[] values : points) {
      suggestions.add(
          new Suggestion(
              values,
              Suggestion.Source.RAMP,
              learned.predicted(domain.features(values)),
              learned.acquisition().logValue(values),
              List.of(),
              Optional.of(grounds(learned, values, told)),
              reason,
              Optional.of(
                  new Ramp.Place(
                      number,
                      variable.name(),
                      from,
                      to,
                      suggestions.size() + 1,
                      points.size(),
                      better.gain(),
                      better.singleGain(),
                      better.cost()))));
    }
    return suggestions;
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
    return told.size() < designed()
        || runs(told).complete().size() < LEAST_RUNS
        || runs(told).worthKnowing() == 0;
  }

  /** Earlier tables spare much of the design: the best of each is tried, and what they say. */
  private int designed() {
    return earlier.isEmpty()
        ? problem.initialRuns()
        : Math.min(problem.initialRuns(), earlier.size() + LEAST_RUNS);
  }

  /** Returns the best allowed settings of each earlier table. */
  private List<double[]> bestOfEarlier() {
    return earlier.stream()
        .flatMap(table -> runs(table).good().stream().filter(domain::isAllowed).limit(1))
        .toList();
  }

  private ToldRuns runs(List<Told> told) {
    return new ToldRuns(problem, told);
  }

  private List<Surrogate> surrogates(List<Told> told) {
    return Learned.surrogates(problem, domain, told, runs(told).trusted(), earlier);
  }

  /** Returns the place of a good run that the others do not believe and nobody has repeated. */
  private Optional<double[]> doubted(List<Told> told, List<Surrogate> surrogates, Learned learned) {
    ToldRuns runs = runs(told);
    return learned.isExact()
        ? Optional.empty()
        : Learned.suspected(told, surrogates).stream()
            .map(position -> told.get(position).values())
            .filter(values -> runs.repeats(values) < 2 && domain.isAllowed(values))
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
    ToldRuns runs = runs(told);
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
    List<double[]> good = runs.good();
    List<AcquisitionSearch.Found> found = searched(learned, told, good, seed);
    if (found.isEmpty()) {
      return replicate(told, learned);
    }
    if (!isStalled(learned, found.getFirst(), runs)) {
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
            domain, learned.acquisition(), runs(told)::isTaken, mixed(seed, 31L * told.size() + 7))
        .best(good, problem.objectives().size() > 1 && good.size() > 1);
  }

  /** A point this near to a run, as a share of the ranges, is a refinement of it. */
  private static final double NEAR = 5e-3;

  /** A gain smaller than this share of the losses' spread is not worth a refinement. */
  private static final double LITTLE = 1e-4;

  /**
   * Tells whether the objective would only be refined by next to nothing. A little noise that was
   * inferred is no reason to go on: what is exact is often taken for nearly exact.
   */
  private boolean isStalled(Learned learned, AcquisitionSearch.Found best, ToldRuns runs) {
    return problem.objectives().size() == 1
        && runs.nearness(best.values()) < NEAR
        && learned.promise(best.values()).gain() < LITTLE * runs.spread(NEAR);
  }

  /** Repeats the best run on purpose when everything allowed has been run and there is noise. */
  private Suggestion replicate(List<Told> told, Learned learned) {
    boolean settled =
        problem.outputs().stream().allMatch(output -> output.noise().orElse(0.0) == 0.0);
    List<double[]> good = runs(told).good();
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

  private Suggestion initial(List<Told> told, long seed) {
    Predicate<double[]> taken = runs(told)::isTaken;
    Optional<double[]> before =
        bestOfEarlier().stream().filter(candidate -> !taken.test(candidate)).findFirst();
    if (before.isPresent()) {
      return designed(before.get(), "the best run of an earlier table");
    }
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
    return designed(
        values,
        "point %d of a space-filling design of %d"
            .formatted(told.size() + 1, Math.max(designed(), told.size() + 1)));
  }

  private static Suggestion designed(double[] values, String reason) {
    return new Suggestion(
        values,
        Suggestion.Source.INITIAL_DESIGN,
        List.of(),
        0.0,
        List.of(),
        Optional.empty(),
        reason);
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
            .filter(other -> runs(told).distance(other.values(), best.values()) > APART)
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
    ToldRuns runs = runs(told);
    int nearest = runs.nearest(values);
    return new Suggestion.Grounds(
        promise.probability(),
        promise.gain(),
        promise.exploring(),
        StrictMath.exp(learned.logSuccess(values)),
        nearest + 1,
        runs.distance(told.get(nearest).values(), values),
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

  private static long mixed(long seed, long index) {
    long z = seed * 0x9E3779B97F4A7C15L + index * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 31);
  }
}
