package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.optimize.SearchSpace.Variable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The points of a search space that set-points can be at: low, low + step, ... up to high, in
 * decimal arithmetic, so that 0.1 + 2 x 0.1 is 0.3. A variable without a step has 10,001 points.
 * Immutable.
 */
public final class Lattice {
  private static final int STEPS_WHEN_FREE = 10_000;

  private final SearchSpace space;
  private final BigDecimal[] lows;
  private final BigDecimal[] steps;
  private final int[] counts;

  /** Takes the variables of a search space, of which there must be one at least. */
  public Lattice(SearchSpace space) {
    List<Variable> variables = space.variables();
    if (variables.isEmpty()) {
      throw new IllegalArgumentException("a search space needs at least one variable");
    }
    this.space = space;
    lows = new BigDecimal[variables.size()];
    steps = new BigDecimal[variables.size()];
    counts = new int[variables.size()];
    for (int k = 0; k < counts.length; k++) {
      Variable variable = variables.get(k);
      lows[k] = BigDecimal.valueOf(variable.low());
      BigDecimal range = BigDecimal.valueOf(variable.high()).subtract(lows[k]);
      steps[k] =
          variable.step() > 0.0
              ? BigDecimal.valueOf(variable.step())
              : range.divide(BigDecimal.valueOf(STEPS_WHEN_FREE), MathContext.DECIMAL128);
      try {
        counts[k] = Math.addExact(range.divide(steps[k], 0, RoundingMode.FLOOR).intValueExact(), 1);
      } catch (ArithmeticException tooMany) {
        throw new IllegalArgumentException(
            "%s: a step of %s %s makes more points than can be counted"
                .formatted(variable.quantity().word(), variable.step(), variable.quantity().unit()),
            tooMany);
      }
    }
  }

  /** Returns the space whose points these are. */
  public SearchSpace space() {
    return space;
  }

  /** Returns how many variables there are. */
  public int dimensions() {
    return counts.length;
  }

  /** Returns how many points a variable has. */
  public int count(int variable) {
    return counts[variable];
  }

  /** Returns how many points there are, not more than the limit. */
  public int countUpTo(int limit) {
    long product = 1;
    for (int count : counts) {
      product = Math.min(limit, product * count);
    }
    return (int) product;
  }

  /**
   * Returns the point into whose cell a point of the unit cube falls; all cells are equally large.
   *
   * @param unit coordinates, from 0 to below 1
   */
  public LatticePoint at(double[] unit) {
    int[] point = new int[counts.length];
    for (int k = 0; k < point.length; k++) {
      point[k] = (int) (unit[k] * counts[k]);
    }
    return new LatticePoint(point);
  }

  /** Returns the n-th point, the last variable running fastest. */
  public LatticePoint point(int number) {
    int[] point = new int[counts.length];
    int rest = number;
    for (int k = point.length - 1; k >= 0; k--) {
      point[k] = rest % counts[k];
      rest /= counts[k];
    }
    return new LatticePoint(point);
  }

  /** Returns the point at which every variable is lowest. */
  public LatticePoint lowest() {
    return new LatticePoint(new int[counts.length]);
  }

  /** Returns the point at which every variable is highest. */
  public LatticePoint highest() {
    int[] point = counts.clone();
    for (int k = 0; k < point.length; k++) {
      point[k]--;
    }
    return new LatticePoint(point);
  }

  /**
   * Returns how far apart conditions are, as a share of the variables' ranges: the Euclidean
   * distance.
   */
  public double distance(Conditions a, Conditions b) {
    double[] one = space.values(a);
    double[] other = space.values(b);
    double squares = 0.0;
    for (int k = 0; k < one.length; k++) {
      Variable variable = space.variables().get(k);
      double share = (one[k] - other[k]) / (variable.high() - variable.low());
      squares += share * share;
    }
    return Math.sqrt(squares);
  }

  /** Returns the conditions at a point. */
  public Conditions conditions(LatticePoint point) {
    double[] values = new double[counts.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = lows[k].add(steps[k].multiply(BigDecimal.valueOf(point.step(k)))).doubleValue();
    }
    return space.conditions(values);
  }

  /** Returns the point nearest to conditions, which may lie outside or between. */
  public LatticePoint nearest(Conditions conditions) {
    double[] values = space.values(conditions);
    int[] point = new int[counts.length];
    for (int k = 0; k < point.length; k++) {
      double step = (values[k] - lows[k].doubleValue()) / steps[k].doubleValue();
      point[k] = (int) Math.max(0, Math.min(counts[k] - 1, Math.rint(step)));
    }
    return new LatticePoint(point);
  }

  /** Returns the point at exactly these conditions, when there is one. */
  public Optional<LatticePoint> exactly(Conditions conditions) {
    LatticePoint point = nearest(conditions);
    return conditions(point).equals(conditions) ? Optional.of(point) : Optional.empty();
  }
}
