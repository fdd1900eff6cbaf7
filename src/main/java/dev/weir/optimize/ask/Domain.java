package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Where points may lie, in three notations: values (in units), places (each from 0 to 1, without
 * the variables that equalities determine), and features (what the surrogate sees; choices as one
 * column each). Immutable; any thread.
 */
final class Domain {
  private static final int SOBOL_BITS = 52;
  private static final int REJECTIONS = 200;
  private static final int WALK = 12;
  private static final int SEARCH_STEPS = 20_000;

  /** So many points are all looked at for each proposal. */
  private static final int FEW = 1500;

  /** So many points are counted through when no other way finds one that is left. */
  private static final double MOST_COUNTED = 200_000;

  private final Problem problem;
  private final Equalities equalities;
  private final int[] free;
  private final int features;
  private final List<InputWarp> warps;

  /** A domain of which the surrogate sees the variables on their own scales. */
  Domain(Problem problem) {
    this(problem, Collections.nCopies(problem.variables().size(), InputWarp.NONE));
  }

  private Domain(Problem problem, List<InputWarp> warps) {
    this.problem = problem;
    this.warps = List.copyOf(warps);
    equalities = new Equalities(problem.variables(), problem.constraints());
    free =
        IntStream.range(0, problem.variables().size())
            .filter(v -> !equalities.determines(v))
            .toArray();
    int columns = 0;
    for (Variable variable : problem.variables()) {
      columns += columns(variable);
    }
    features = columns;
  }

  private static int columns(Variable variable) {
    return switch (variable) {
      case Variable.Choice choice when choice.choices().size() > 2 -> choice.choices().size();
      case Variable.Choice ignored -> 1;
      case Variable.Continuous ignored -> 1;
      case Variable.Stepped ignored -> 1;
    };
  }

  private double[] decodeFree(double place) {
    return problem.variables().stream().mapToDouble(variable -> variable.at(place)).toArray();
  }

  /**
   * Returns the same domain with other features.
   *
   * @param others one for each variable; those of choices are not used
   */
  Domain warped(List<InputWarp> others) {
    return new Domain(problem, others);
  }

  /** Returns how many places a point has. */
  int places() {
    return free.length;
  }

  /** Returns the variable at a place. */
  Variable variable(int place) {
    return problem.variables().get(free[place]);
  }

  /** Tells whether more than bounds and grids has to be kept. */
  boolean isConstrained() {
    return !problem.constraints().isEmpty();
  }

  /** Returns how many features a point has. */
  int features() {
    return features;
  }

  /**
   * Returns the values at places; those determined by equalities may break their bounds or lie
   * beside their grid.
   */
  double[] values(double[] places) {
    double[] values = decodeFree(0.5);
    for (int k = 0; k < free.length; k++) {
      values[free[k]] = variable(k).at(places[k]);
    }
    equalities.determine(values);
    return values;
  }

  /** By how much a place is changed where derivatives are taken by differences. */
  private static final double DIFFERENCE = 1e-6;

  /**
   * Returns the derivative, by one place of a continuous variable, of what has given derivatives by
   * features and values. What equalities determine is followed by a difference; it costs a formula.
   */
  double slope(int place, double[] places, Acquisition.Slopes slopes) {
    if (equalities.isEmpty()) {
      int v = free[place];
      double value = variable(place).at(places[place]);
      double byPlace =
          switch (problem.variables().get(v)) {
            case Variable.Continuous continuous -> continuous.slope(value);
            case Variable.Stepped ignored -> 0.0;
            case Variable.Choice ignored -> 0.0;
          };
      double byFeature = slopes.byFeature()[column(v)] * warps.get(v).slope(places[place]);
      return byFeature + slopes.byValue()[v] * byPlace;
    }
    double step = places[place] + DIFFERENCE > 1.0 ? -DIFFERENCE : DIFFERENCE;
    double[] moved = places.clone();
    moved[place] += step;
    double[] from = values(places);
    double[] to = values(moved);
    double[] fromFeatures = features(from);
    double[] toFeatures = features(to);
    double slope = 0.0;
    for (int f = 0; f < features; f++) {
      slope += slopes.byFeature()[f] * (toFeatures[f] - fromFeatures[f]) / step;
    }
    for (int v = 0; v < from.length; v++) {
      slope += slopes.byValue()[v] * (to[v] - from[v]) / step;
    }
    return slope;
  }

  private int column(int v) {
    int column = 0;
    for (int before = 0; before < v; before++) {
      column += columns(problem.variables().get(before));
    }
    return column;
  }

  /** Returns how many variables there are. */
  int variables() {
    return problem.variables().size();
  }

  /** Returns the places of values, moved between the ends. */
  double[] places(double[] values) {
    double[] places = new double[free.length];
    for (int k = 0; k < free.length; k++) {
      places[k] = Math.max(0.0, Math.min(1.0, variable(k).place(values[free[k]])));
    }
    return places;
  }

  /** Returns what the surrogate sees of values. */
  double[] features(double[] values) {
    double[] seen = new double[features];
    int column = 0;
    for (int v = 0; v < values.length; v++) {
      Variable variable = problem.variables().get(v);
      switch (variable) {
        case Variable.Choice choice when choice.choices().size() > 2 ->
            seen[column + (int) values[v]] = 1.0;
        case Variable.Choice ignored -> seen[column] = values[v];
        case Variable.Continuous continuous ->
            seen[column] = warps.get(v).to(continuous.place(values[v]));
        case Variable.Stepped stepped -> seen[column] = warps.get(v).to(stepped.feature(values[v]));
      }
      column += columns(variable);
    }
    return seen;
  }

  /** Returns how far values miss bounds and constraints together, zero when they are allowed. */
  double excess(double[] values) {
    double excess = equalities.excess(values);
    for (Relation relation : problem.constraints()) {
      excess += relation.excess(values);
    }
    return excess;
  }

  /** Tells whether values keep every bound, grid and constraint. */
  boolean isAllowed(double[] values) {
    for (int v = 0; v < values.length; v++) {
      if (!problem.variables().get(v).allows(values[v])) {
        return false;
      }
    }
    return excess(values) <= 0.0;
  }

  /** A constraint is met with no more to spare than this share of what it may miss. */
  private static final double BINDING = 1e-3;

  /** Returns in words the bounds and constraints on which an allowed point lies. */
  List<String> binding(double[] values) {
    List<String> binding = new ArrayList<>();
    for (int v = 0; v < values.length; v++) {
      Variable variable = problem.variables().get(v);
      if (variable instanceof Variable.Choice) {
        continue;
      }
      double least = variable.at(0.0);
      double most = variable.at(1.0);
      double margin = 1e-6 * (most - least);
      if (values[v] <= least + margin) {
        binding.add(variable.name() + " at its lowest");
      } else if (values[v] >= most - margin) {
        binding.add(variable.name() + " at its highest");
      }
    }
    for (Relation relation : problem.constraints()) {
      if (!relation.equality().isEmpty() || relation.slack(values) <= BINDING) {
        binding.add(relation.text());
      }
    }
    return binding;
  }

  /** Returns how many points there are, infinite when a variable is continuous. */
  double count() {
    double count = 1.0;
    for (int k = 0; k < free.length; k++) {
      count *= variable(k).count();
    }
    return count;
  }

  /** Tells whether there are so few points that all can be looked at each time. */
  boolean isSmall() {
    return count() <= FEW;
  }

  /** Returns all allowed places of a domain of few points. */
  List<double[]> all() {
    return every().toList();
  }

  /**
   * Returns allowed places that are not taken, of a domain whose points can be counted through at
   * all: at most so many, evenly spaced among those left; none when none is left, or of domains
   * that are too large.
   */
  List<double[]> left(Predicate<double[]> taken, int most) {
    if (count() > MOST_COUNTED) {
      return List.of();
    }
    List<double[]> left = every().filter(places -> !taken.test(values(places))).toList();
    return left.size() <= most
        ? left
        : IntStream.range(0, most)
            .mapToObj(i -> left.get((int) ((long) i * left.size() / most)))
            .toList();
  }

  private Stream<double[]> every() {
    return LongStream.range(0, (long) count())
        .mapToObj(this::places)
        .filter(places -> isAllowed(values(places)));
  }

  private double[] places(long index) {
    double[] places = new double[free.length];
    long rest = index;
    for (int k = 0; k < free.length; k++) {
      long count = (long) variable(k).count();
      places[k] = place(k, rest % count);
      rest /= count;
    }
    return places;
  }

  /** Returns the place of a value on a grid, or of a choice, by its number from 0. */
  double place(int place, long index) {
    return switch (variable(place)) {
      case Variable.Stepped stepped -> stepped.place(stepped.value(index));
      case Variable.Choice choice -> choice.place((double) index);
      case Variable.Continuous continuous ->
          throw new IllegalStateException(continuous.name() + " has no numbered values");
    };
  }

  /**
   * Returns evenly spread allowed places: Sobol points with a seeded digital shift where most are
   * allowed, else steps of a random walk among allowed points.
   *
   * @throws IllegalArgumentException when no allowed point is found
   */
  List<double[]> spread(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] shifts = new long[free.length];
    for (int k = 0; k < shifts.length; k++) {
      shifts[k] = random.nextLong() >>> (Long.SIZE - SOBOL_BITS);
    }
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(free.length);
    List<double[]> found = new ArrayList<>();
    for (int tries = 0; tries < REJECTIONS + 20 * count && found.size() < count; tries++) {
      double[] places = sobol.nextVector();
      for (int k = 0; k < places.length; k++) {
        long shifted = (long) (places[k] * (1L << SOBOL_BITS)) ^ shifts[k];
        places[k] = (double) shifted / (1L << SOBOL_BITS);
      }
      if (isAllowed(values(places))) {
        found.add(places);
      }
    }
    return found.size() < count ? walked(found, count, random) : found;
  }

  private List<double[]> walked(List<double[]> known, int count, SplittableRandom random) {
    List<double[]> found = new ArrayList<>(known);
    double[] at = found.isEmpty() ? anyAllowed(random) : found.getLast();
    if (found.isEmpty()) {
      found.add(at);
    }
    while (found.size() < count) {
      for (int step = 0; step < WALK; step++) {
        at = moved(at, random).orElse(at);
      }
      found.add(at);
    }
    return found;
  }

  /** One step of hit-and-run: a random direction, a random length, halved until allowed. */
  private Optional<double[]> moved(double[] at, SplittableRandom random) {
    double[] direction = new double[at.length];
    boolean single = random.nextInt(3) == 0;
    int chosen = random.nextInt(at.length);
    for (int k = 0; k < at.length; k++) {
      direction[k] = single && k != chosen ? 0.0 : 2.0 * random.nextDouble() - 1.0;
    }
    for (double length = 1.0; length > 1e-6; length *= 0.6) {
      double[] next = new double[at.length];
      for (int k = 0; k < at.length; k++) {
        next[k] = Math.max(0.0, Math.min(1.0, at[k] + length * direction[k]));
      }
      if (isAllowed(values(next))) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private double[] anyAllowed(SplittableRandom random) {
    double[] best = new double[free.length];
    Arrays.fill(best, 0.5);
    double least = excess(values(best));
    double width = 1.0;
    for (int step = 0; step < SEARCH_STEPS && !isAllowed(values(best)); step++) {
      double[] next = best.clone();
      boolean afresh = step % 40 == 0;
      for (int k = 0; k < next.length; k++) {
        double shift = width * (2.0 * random.nextDouble() - 1.0);
        next[k] = afresh ? random.nextDouble() : Math.max(0.0, Math.min(1.0, next[k] + shift));
      }
      double excess = excess(values(next));
      if (excess < least || isAllowed(values(next))) {
        best = next;
        least = excess;
        width = Math.min(1.0, width * 1.5);
      } else {
        width = width < 1e-9 ? 1.0 : width * 0.97;
      }
    }
    if (!isAllowed(values(best))) {
      throw new IllegalArgumentException(
          "no point was found that meets all constraints ("
              + String.join("; ", problem.constraints().stream().map(Relation::text).toList())
              + ")");
    }
    return best;
  }
}
