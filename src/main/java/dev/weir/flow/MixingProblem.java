package dev.weir.flow;

import dev.weir.chemistry.Recipe;
import dev.weir.chemistry.SpeciesName;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.linear.UnboundedSolutionException;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * The linear problem behind {@link FlowSolver}: A x = b with one row for each species, divided by
 * its wanted concentration, and a last row that makes the shares add up to one.
 */
final class MixingProblem {
  /**
   * Largest error of a concentration, relative to the wanted one, and of a bound, relative to it.
   */
  private static final double TOLERANCE = 1e-9;

  /** Largest error of the linear programme, relative, before it is polished. */
  private static final double PROGRAMME_TOLERANCE = 1e-6;

  private static final int MOST_PIVOTS = 1000;

  private final List<Feed> feeds;
  private final List<SpeciesName> species;
  private final Recipe recipe;
  private final FlowRate total;
  private final double[][] rows;
  private final double[] lowest;
  private final double[] highest;

  /** What came of it. */
  sealed interface Result {}

  /** Share of each feed in the total flow. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
  record Shares(double[] shares) implements Result {}

  /** Why no shares make the recipe. */
  record Impossible(String reason) implements Result {}

  /** States the problem; every feed carries wanted species only, and each species is carried. */
  MixingProblem(List<Feed> feeds, Recipe recipe, List<SpeciesName> species, FlowRate total) {
    this.feeds = feeds;
    this.species = species;
    this.recipe = recipe;
    this.total = total;
    this.rows = new double[species.size() + 1][feeds.size()];
    for (int j = 0; j < feeds.size(); j++) {
      for (int i = 0; i < species.size(); i++) {
        rows[i][j] = stock(feeds.get(j), species.get(i)) / wanted(species.get(i));
      }
      rows[species.size()][j] = 1.0;
    }
    double flow = total.microlitresPerMinute();
    this.lowest =
        feeds.stream().mapToDouble(f -> f.lowest().microlitresPerMinute() / flow).toArray();
    this.highest =
        feeds.stream().mapToDouble(f -> f.highest().microlitresPerMinute() / flow).toArray();
  }

  private static double stock(Feed feed, SpeciesName name) {
    return feed.stock().getOrDefault(name, new Concentration(0.0)).molesPerLitre();
  }

  private double wanted(SpeciesName name) {
    return recipe.inlet().getOrDefault(name, new Concentration(0.0)).molesPerLitre();
  }

  /** Returns the shares of the first set of running feeds that makes the recipe. */
  Result solve() {
    Optional<double[]> beyondBounds = Optional.empty();
    for (int[] running : sets()) {
      Optional<double[]> exact = exact(running);
      if (exact.isEmpty()) {
        continue;
      }
      double[] shares = exact.get();
      if (withinBounds(running, shares)) {
        return new Shares(spread(running, onBounds(running, shares)));
      }
      if (beyondBounds.isEmpty() && Arrays.stream(shares).allMatch(x -> x >= -TOLERANCE)) {
        beyondBounds = Optional.of(spread(running, shares));
      }
    }
    return new Impossible(beyondBounds.map(this::boundMissed).orElseGet(this::mixtureMissed));
  }

  /** Every set of feeds that carries every species, from small to large, earlier feeds first. */
  private List<int[]> sets() {
    return IntStream.range(1, 1 << feeds.size())
        .boxed()
        .sorted(Comparator.<Integer>comparingInt(Integer::bitCount).thenComparingInt(m -> m))
        .map(mask -> IntStream.range(0, feeds.size()).filter(j -> (mask >> j & 1) == 1).toArray())
        .filter(this::carriesAll)
        .toList();
  }

  private boolean carriesAll(int[] running) {
    return Arrays.stream(rows)
        .allMatch(row -> Arrays.stream(running).anyMatch(feed -> row[feed] > 0.0));
  }

  /**
   * Returns shares of the running feeds that make the recipe, when there are any: the only ones,
   * or, where the set leaves a choice, those within bounds with the least load.
   */
  private Optional<double[]> exact(int[] running) {
    SingularValueDecomposition decomposition = decompose(running);
    double[] shares = corrected(running, new double[running.length], decomposition);
    if (largestResidual(running, shares) > TOLERANCE) {
      return Optional.empty();
    }
    return decomposition.getRank() == running.length
        ? Optional.of(shares)
        : leastLoad(running).map(start -> corrected(running, start, decomposition));
  }

  /** Largest entry of a feed's column: without it a strong dilution would ruin the condition. */
  private double scale(int feed) {
    return Arrays.stream(rows).mapToDouble(row -> row[feed]).max().orElse(1.0);
  }

  private SingularValueDecomposition decompose(int[] running) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows.length, running.length);
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < running.length; k++) {
        matrix.setEntry(i, k, rows[i][running[k]] / scale(running[k]));
      }
    }
    return new SingularValueDecomposition(matrix);
  }

  private double[] residuals(int[] running, double[] shares) {
    double[] residuals = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double sum = 0.0;
      for (int k = 0; k < running.length; k++) {
        sum += rows[i][running[k]] * shares[k];
      }
      residuals[i] = 1.0 - sum;
    }
    return residuals;
  }

  private double largestResidual(int[] running, double[] shares) {
    return Arrays.stream(residuals(running, shares)).map(Math::abs).max().orElse(0.0);
  }

  /** Adds the smallest correction that takes off the error of a start. */
  private double[] corrected(
      int[] running, double[] start, SingularValueDecomposition decomposition) {
    double[] correction =
        decomposition
            .getSolver()
            .solve(new Array2DRowRealMatrix(residuals(running, start)))
            .getColumn(0);
    double[] shares = start.clone();
    for (int k = 0; k < shares.length; k++) {
      shares[k] += correction[k] / scale(running[k]);
    }
    return shares;
  }

  private boolean withinBounds(int[] running, double[] shares) {
    for (int k = 0; k < running.length; k++) {
      double low = lowest[running[k]];
      double high = highest[running[k]];
      if (shares[k] < low - TOLERANCE * Math.max(low, TOLERANCE)
          || shares[k] > high * (1.0 + TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  /** Puts a share that misses a bound by no more than rounding on that bound. */
  private double[] onBounds(int[] running, double[] shares) {
    double[] kept = shares.clone();
    for (int k = 0; k < running.length; k++) {
      kept[k] = Math.min(highest[running[k]], Math.max(lowest[running[k]], kept[k]));
    }
    return kept;
  }

  private double[] spread(int[] running, double[] shares) {
    double[] all = new double[feeds.size()];
    for (int k = 0; k < running.length; k++) {
      all[running[k]] = shares[k];
    }
    return all;
  }

  /** Variables: the shares, then the load; a feed's load is its share over its highest. */
  private Optional<double[]> leastLoad(int[] running) {
    int size = running.length + 1;
    List<LinearConstraint> constraints = new ArrayList<>();
    for (double[] row : rows) {
      double[] coefficients = new double[size];
      for (int k = 0; k < running.length; k++) {
        coefficients[k] = row[running[k]];
      }
      constraints.add(new LinearConstraint(coefficients, Relationship.EQ, 1.0));
    }
    for (int k = 0; k < running.length; k++) {
      constraints.add(unit(size, k, Relationship.GEQ, lowest[running[k]]));
      constraints.add(unit(size, k, Relationship.LEQ, highest[running[k]]));
      double[] load = new double[size];
      load[k] = 1.0;
      load[size - 1] = -highest[running[k]];
      constraints.add(new LinearConstraint(load, Relationship.LEQ, 0.0));
    }
    double[] objective = new double[size];
    objective[size - 1] = 1.0;
    return minimise(objective, constraints).map(point -> Arrays.copyOf(point, running.length));
  }

  private static LinearConstraint unit(
      int size, int index, Relationship relationship, double value) {
    double[] coefficients = new double[size];
    coefficients[index] = 1.0;
    return new LinearConstraint(coefficients, relationship, value);
  }

  private static Optional<double[]> minimise(
      double[] objective, List<LinearConstraint> constraints) {
    try {
      PointValuePair found =
          new SimplexSolver(PROGRAMME_TOLERANCE)
              .optimize(
                  new MaxIter(MOST_PIVOTS),
                  new LinearObjectiveFunction(objective, 0.0),
                  new LinearConstraintSet(constraints),
                  GoalType.MINIMIZE,
                  new NonNegativeConstraint(true));
      return Optional.of(found.getPoint());
    } catch (NoFeasibleSolutionException
        | UnboundedSolutionException
        | TooManyIterationsException e) {
      return Optional.empty();
    }
  }

  /** Says which pump cannot do what the simplest mixture asks of it. */
  private String boundMissed(double[] shares) {
    List<String> misses = new ArrayList<>();
    for (int j = 0; j < shares.length; j++) {
      Feed feed = feeds.get(j);
      FlowRate flow = flow(shares[j]);
      if (shares[j] > 0.0 && shares[j] < lowest[j] * (1.0 - TOLERANCE)) {
        misses.add(
            "feed %s would run at %s, below its pump's lowest %s"
                .formatted(feed.name(), flow.print(3), feed.lowest().print(3)));
      } else if (shares[j] > highest[j] * (1.0 + TOLERANCE)) {
        misses.add(
            "feed %s would run at %s, above its pump's highest %s"
                .formatted(feed.name(), flow.print(3), feed.highest().print(3)));
      }
    }
    return misses.isEmpty() ? mixtureMissed() : String.join("; ", misses);
  }

  private FlowRate flow(double share) {
    return new FlowRate(Math.max(0.0, share) * total.microlitresPerMinute());
  }

  /** Says why no mixture at all makes the recipe, whatever the pumps can do. */
  private String mixtureMissed() {
    double[] sum = new double[feeds.size()];
    Arrays.fill(sum, 1.0);
    List<LinearConstraint> concentrations = new ArrayList<>();
    for (double[] row : Arrays.copyOf(rows, species.size())) {
      concentrations.add(new LinearConstraint(row, Relationship.EQ, 1.0));
    }
    Optional<double[]> shares = minimise(sum, concentrations);
    if (shares.isEmpty()) {
      return proportionsMissed();
    }
    double least = Arrays.stream(shares.get()).sum();
    if (least > 1.0) {
      return "the stocks are too dilute: they would have to run at %s together, above the total flow %s"
          .formatted(flow(least).print(3), total.print(3));
    }
    return feeds.stream().anyMatch(feed -> feed.stock().isEmpty())
        ? proportionsMissed()
        : "the stocks run at %s together, and no solvent feed fills the rest of the total flow %s"
            .formatted(flow(least).print(3), total.print(3));
  }

  /**
   * Names the species that the nearest mixture misses most. Variables: the shares, then the largest
   * relative error.
   */
  private String proportionsMissed() {
    int size = feeds.size() + 1;
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      double[] coefficients = Arrays.copyOf(rows[i], size);
      if (i == rows.length - 1) {
        constraints.add(new LinearConstraint(coefficients, Relationship.EQ, 1.0));
        continue;
      }
      double[] below = coefficients.clone();
      below[size - 1] = 1.0;
      constraints.add(new LinearConstraint(below, Relationship.GEQ, 1.0));
      coefficients[size - 1] = -1.0;
      constraints.add(new LinearConstraint(coefficients, Relationship.LEQ, 1.0));
    }
    double[] objective = new double[size];
    objective[size - 1] = 1.0;
    Optional<double[]> nearest =
        minimise(objective, constraints).map(point -> Arrays.copyOf(point, feeds.size()));
    return nearest
        .map(this::worstSpecies)
        .orElse("no mixture of the feeds has the recipe's proportions");
  }

  private String worstSpecies(double[] shares) {
    int[] all = IntStream.range(0, feeds.size()).toArray();
    double[] residuals = residuals(all, shares);
    int worst =
        IntStream.range(0, species.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> Math.abs(residuals[i])))
            .orElse(0);
    SpeciesName name = species.get(worst);
    double nearest = wanted(name) * (1.0 - residuals[worst]);
    return "no mixture of the feeds has the recipe's proportions: the nearest has %s %s, wanted %s"
        .formatted(
            new Concentration(Math.max(0.0, nearest)).print(4),
            name,
            new Concentration(wanted(name)).print(4));
  }
}
