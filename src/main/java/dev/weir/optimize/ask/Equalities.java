package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The variables that equalities determine, and their values once all others are chosen. Immutable;
 * any thread.
 *
 * <p>As many variables as there are equalities are picked such that the equalities are linear in
 * them together: continuous ones first, later ones first, and stepped ones only where nothing
 * continuous could be. The system is solved anew at each point, since its coefficients may depend
 * on the other variables.
 */
final class Equalities {
  /** How far an equality may be missed by rounding, as a share of its terms. */
  private static final double EQUAL = 1e-9;

  /** What is nearer to a bound than this share of the range lies on it. */
  private static final double ROUNDING = 1e-12;

  /** What is nearer to a grid value than this share of the step lies on it. */
  private static final double ON_GRID = 1e-6;

  /** Most ways of picking the variables that are tried. */
  private static final int MOST_TRIED = 5000;

  /** Places of all variables at which a way is tried. */
  private static final double[] TRIED_AT = {0.37, 0.61, 0.83};

  private final List<Variable> variables;
  private final List<Formula> zeros;
  private final int[] determined;

  /**
   * Picks the variables.
   *
   * @throws IllegalArgumentException when there is no way
   */
  Equalities(List<Variable> variables, List<Relation> constraints) {
    this.variables = variables;
    zeros = constraints.stream().flatMap(relation -> relation.equality().stream()).toList();
    if (zeros.isEmpty()) {
      determined = new int[0];
      return;
    }
    int[] candidates = candidates();
    List<int[]> ways = new ArrayList<>();
    if (zeros.size() < variables.size()) {
      addWays(candidates, 0, new int[0], ways);
    }
    determined =
        ways.stream()
            .filter(this::works)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(fault(constraints)));
  }

  private static String fault(List<Relation> constraints) {
    return "'"
        + String.join(
            "; ",
            constraints.stream()
                .filter(relation -> !relation.equality().isEmpty())
                .map(Relation::text)
                .toList())
        + "': an equality must be linear in a variable of its own, continuous or, where nothing"
        + " continuous is in it, stepped; several must neither repeat nor contradict each other and"
        + " must leave a variable free";
  }

  /** Returns the numbers of the variables that may be determined, most wanted first. */
  private int[] candidates() {
    return IntStream.concat(used(true), used(false)).toArray();
  }

  private IntStream used(boolean continuous) {
    return IntStream.iterate(variables.size() - 1, v -> v >= 0, v -> v - 1)
        .filter(v -> zeros.stream().anyMatch(zero -> zero.uses(v)))
        .filter(
            v ->
                switch (variables.get(v)) {
                  case Variable.Continuous _ -> continuous;
                  case Variable.Stepped _ -> !continuous;
                  case Variable.Choice _ -> false;
                });
  }

  private void addWays(int[] candidates, int from, int[] chosen, List<int[]> ways) {
    if (ways.size() >= MOST_TRIED) {
      return;
    }
    if (chosen.length == zeros.size()) {
      ways.add(chosen);
      return;
    }
    for (int c = from; c < candidates.length; c++) {
      int[] longer = Arrays.copyOf(chosen, chosen.length + 1);
      longer[chosen.length] = candidates[c];
      addWays(candidates, c + 1, longer, ways);
    }
  }

  /** Tells whether the equalities can be solved for some variables. */
  private boolean works(int[] chosen) {
    for (int v : chosen) {
      if (variables.get(v) instanceof Variable.Stepped && hasContinuous(v, chosen)) {
        return false;
      }
    }
    for (double place : TRIED_AT) {
      double[] values = new double[variables.size()];
      for (int v = 0; v < values.length; v++) {
        values[v] = variables.get(v).at((place + 0.29 * v) % 1.0);
      }
      double[] sizes = sizes(values, chosen);
      if (!solve(values, chosen)) {
        return false;
      }
      for (int e = 0; e < sizes.length; e++) {
        if (!(Math.abs(zeros.get(e).value(values)) <= EQUAL * sizes[e])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Tells whether a continuous variable that stays free decides on a determined one. */
  private boolean hasContinuous(int determined, int[] chosen) {
    return IntStream.range(0, variables.size())
        .filter(v -> variables.get(v) instanceof Variable.Continuous)
        .filter(v -> Arrays.stream(chosen).noneMatch(other -> other == v))
        .anyMatch(v -> zeros.stream().anyMatch(zero -> zero.uses(determined) && zero.uses(v)));
  }

  /** Returns how large each equality's sides get over the ranges of some variables. */
  private double[] sizes(double[] values, int[] chosen) {
    double[] sizes = new double[zeros.size()];
    double[] moved = values.clone();
    for (double end : new double[] {0.0, 1.0}) {
      for (int v : chosen) {
        moved[v] = variables.get(v).at(end);
      }
      for (int e = 0; e < sizes.length; e++) {
        sizes[e] += Math.abs(zeros.get(e).value(moved));
      }
    }
    return sizes;
  }

  /** Tells whether there are any. */
  boolean isEmpty() {
    return determined.length == 0;
  }

  /** Tells whether a variable is determined. */
  boolean determines(int variable) {
    return Arrays.stream(determined).anyMatch(v -> v == variable);
  }

  /**
   * Sets the determined variables, perhaps outside their bounds or beside their grid, where the
   * others leave them no allowed value; NaN where the equalities say nothing of them.
   */
  void determine(double[] values) {
    if (!isEmpty() && !solve(values, determined)) {
      for (int v : determined) {
        values[v] = Double.NaN;
      }
    }
  }

  /** Returns how far the determined values miss their bounds. */
  double excess(double[] values) {
    double excess = 0.0;
    for (int v : determined) {
      if (!Double.isFinite(values[v])) {
        return Double.POSITIVE_INFINITY;
      }
      double low = variables.get(v).at(0.0);
      double high = variables.get(v).at(1.0);
      excess += Math.max(0.0, Math.max(low - values[v], values[v] - high));
    }
    return excess;
  }

  /** Solves for some variables, in shares of their ranges; false where that is singular. */
  private boolean solve(double[] values, int[] chosen) {
    int count = chosen.length;
    double[] lows = new double[count];
    double[] ranges = new double[count];
    for (int c = 0; c < count; c++) {
      lows[c] = variables.get(chosen[c]).at(0.0);
      ranges[c] = variables.get(chosen[c]).at(1.0) - lows[c];
      values[chosen[c]] = lows[c];
    }
    double[][] system = new double[count][count + 1];
    for (int e = 0; e < count; e++) {
      Formula zero = zeros.get(e);
      double base = zero.value(values);
      system[e][count] = -base;
      for (int c = 0; c < count; c++) {
        if (zero.uses(chosen[c])) {
          values[chosen[c]] = lows[c] + ranges[c];
          system[e][c] = zero.value(values) - base;
          values[chosen[c]] = lows[c];
        }
      }
    }
    if (!eliminate(system)) {
      return false;
    }
    for (int c = 0; c < count; c++) {
      values[chosen[c]] = snapped(variables.get(chosen[c]), lows[c] + system[c][count] * ranges[c]);
    }
    return true;
  }

  /** Gauss-Jordan elimination with row pivots; the last column becomes the solution. */
  private static boolean eliminate(double[][] system) {
    int count = system.length;
    for (int c = 0; c < count; c++) {
      int pivot = c;
      for (int r = c + 1; r < count; r++) {
        pivot = Math.abs(system[r][c]) > Math.abs(system[pivot][c]) ? r : pivot;
      }
      double[] row = system[pivot];
      system[pivot] = system[c];
      system[c] = row;
      double largest = Arrays.stream(row, 0, count).map(Math::abs).max().orElse(0.0);
      if (!(Math.abs(row[c]) > EQUAL * largest)) {
        return false;
      }
      for (int r = 0; r < count; r++) {
        double factor = r == c ? 0.0 : system[r][c] / row[c];
        for (int k = c; k <= count && factor != 0.0; k++) {
          system[r][k] -= factor * row[k];
        }
      }
    }
    for (int c = 0; c < count; c++) {
      system[c][count] /= system[c][c];
    }
    return true;
  }

  /** Takes rounding off a value that lies on a bound or on the grid. */
  private static double snapped(Variable variable, double value) {
    return switch (variable) {
      case Variable.Continuous continuous -> {
        double near = ROUNDING * (continuous.high() - continuous.low());
        yield Math.abs(value - continuous.low()) <= near
            ? continuous.low()
            : Math.abs(value - continuous.high()) <= near ? continuous.high() : value;
      }
      case Variable.Stepped stepped -> {
        double index = Math.rint((value - stepped.low()) / stepped.step());
        boolean isOnGrid =
            index >= 0.0
                && index < stepped.count()
                && Math.abs((value - stepped.low()) / stepped.step() - index) <= ON_GRID;
        yield isOnGrid ? stepped.value((long) index) : value;
      }
      case Variable.Choice _ -> value;
    };
  }
}
