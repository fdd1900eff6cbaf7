package dev.weir.optimize.ask;

import dev.weir.learn.ProjectedLbfgs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Finds the allowed point of the largest acquisition: many spread points, the best few of them and
 * neighbours of good runs improved by quasi-Newton steps in what is continuous, by steps along the
 * grid in what is not, and by shrinking random steps where constraints bind. Every point returned
 * is allowed and not forbidden. One instance belongs to one thread.
 */
final class AcquisitionSearch {
  private static final int SPREAD = 768;
  private static final int NEIGHBOURS = 192;
  private static final int STARTS = 8;

  /** Starts differ by more than this in some place. */
  private static final double APART = 0.1;

  /** A front is refined in many gaps: more starts, closer to each other. */
  private static final int BETWEEN = 256;

  private static final double BETWEEN_WIDTH = 0.01;
  private static final int FRONT_STARTS = 12;
  private static final double FRONT_APART = 0.02;

  /** So many of the points that are left are looked at when nothing else is found. */
  private static final int LEFT = 500;

  private static final int ITERATIONS = 40;
  private static final double DIFFERENCE = 1e-6;
  private static final int POLISH = 80;
  private static final double HOPELESS = 1e30;
  private static final double[] PENALTIES = {1e2, 1e5};
  private static final ProjectedLbfgs.Effort EFFORT = new ProjectedLbfgs.Effort(ITERATIONS, 1e-5);

  private final Domain domain;
  private final Acquisition acquisition;
  private final Predicate<double[]> forbidden;
  private final SplittableRandom random;
  private final long seed;

  /**
   * A search.
   *
   * @param forbidden values that may not be proposed
   */
  AcquisitionSearch(
      Domain domain, Acquisition acquisition, Predicate<double[]> forbidden, long seed) {
    this.domain = domain;
    this.acquisition = acquisition;
    this.forbidden = forbidden;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * A point found.
   *
   * @param values of the variables
   * @param logValue of the acquisition there
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Found(double[] values, double logValue) {}

  /** A point on the way. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Point(double[] places, double logValue) {}

  /**
   * Returns the best points, best first; none when everything allowed is forbidden.
   *
   * @param good values of runs in whose neighbourhood to look
   * @param isFront whether they are neighbours along a front, between which to look, too
   */
  List<Found> best(List<double[]> good, boolean isFront) {
    if (domain.isSmall()) {
      return found(domain.all().stream().map(this::valued).toList());
    }
    List<Point> points = new ArrayList<>();
    domain.spread(SPREAD, seed).forEach(places -> points.add(valued(places)));
    for (int i = 0; i < NEIGHBOURS && !good.isEmpty(); i++) {
      double width = i % 2 == 0 ? 0.1 : 0.02;
      double[] near = shifted(domain.places(good.get(i % good.size())), width);
      if (domain.isAllowed(domain.values(near))) {
        points.add(valued(near));
      }
    }
    for (int i = 0; i < BETWEEN && isFront; i++) {
      double[] near = shifted(between(good, i % (good.size() - 1)), BETWEEN_WIDTH);
      if (domain.isAllowed(domain.values(near))) {
        points.add(valued(near));
      }
    }
    List<Point> improved = new ArrayList<>();
    for (Point start :
        isFront ? starts(points, FRONT_STARTS, FRONT_APART) : starts(points, STARTS, APART)) {
      improved.add(improve(start));
    }
    improved.addAll(points.stream().sorted(order()).limit(STARTS).toList());
    List<Found> found = found(improved);
    return found.isEmpty()
        ? found(domain.left(forbidden, LEFT).stream().map(this::valued).toList())
        : found;
  }

  private static Comparator<Point> order() {
    return Comparator.comparingDouble((Point point) -> -point.logValue());
  }

  private List<Found> found(List<Point> points) {
    return points.stream()
        .sorted(order())
        .map(point -> new Found(domain.values(point.places()), point.logValue()))
        .filter(found -> domain.isAllowed(found.values()) && !forbidden.test(found.values()))
        .toList();
  }

  /** Returns a place on the line between two neighbours of a front. */
  private double[] between(List<double[]> front, int index) {
    double[] one = domain.places(front.get(index));
    double[] other = domain.places(front.get(index + 1));
    double share = random.nextDouble();
    for (int k = 0; k < one.length; k++) {
      one[k] += share * (other[k] - one[k]);
    }
    return one;
  }

  /** The best points that are not close to a better start. */
  private List<Point> starts(List<Point> points, int most, double apart) {
    List<Point> starts = new ArrayList<>();
    for (Point point : points.stream().sorted(order()).toList()) {
      if (starts.size() < most
          && starts.stream().allMatch(start -> distance(start, point) > apart)) {
        starts.add(point);
      }
    }
    return starts;
  }

  private static double distance(Point a, Point b) {
    double largest = 0.0;
    for (int k = 0; k < a.places().length; k++) {
      largest = Math.max(largest, Math.abs(a.places()[k] - b.places()[k]));
    }
    return largest;
  }

  private Point improve(Point start) {
    Point best = start;
    for (int round = 0; round < 2; round++) {
      double before = best.logValue();
      best = continuous(best);
      best = onGrid(best);
      if (best.logValue() <= before + 1e-6 || !isMixed()) {
        break;
      }
    }
    return isConstrained() || forbidden.test(domain.values(best.places())) ? polish(best) : best;
  }

  private boolean isMixed() {
    boolean grid = false;
    for (int k = 0; k < domain.places(); k++) {
      grid |= Double.isFinite(domain.variable(k).count());
    }
    return grid;
  }

  private boolean isConstrained() {
    return domain.isConstrained();
  }

  private Point continuous(Point start) {
    int[] moving =
        java.util.stream.IntStream.range(0, domain.places())
            .filter(k -> Double.isInfinite(domain.variable(k).count()))
            .toArray();
    if (moving.length == 0) {
      return start;
    }
    Point best = start;
    double[] penalties = isConstrained() ? PENALTIES : new double[] {0.0};
    double[] at = start.places();
    for (double penalty : penalties) {
      double[] low = new double[moving.length];
      double[] high = new double[moving.length];
      double[] first = new double[moving.length];
      for (int m = 0; m < moving.length; m++) {
        high[m] = 1.0;
        first[m] = at[moving[m]];
      }
      double[] base = at;
      ProjectedLbfgs.Minimum minimum =
          ProjectedLbfgs.minimise(
              (point, gradient) -> descending(base, moving, point, gradient, penalty),
              low,
              high,
              first,
              EFFORT);
      at = placed(base, moving, minimum.point());
      Point reached = valued(back(best.places(), at));
      best = reached.logValue() > best.logValue() ? reached : best;
    }
    return best;
  }

  /** Returns minus the value with what exceeds the constraints, and the gradient. */
  private double descending(
      double[] base, int[] moving, double[] point, double[] gradient, double penalty) {
    double[] places = placed(base, moving, point);
    double[] values = domain.values(places);
    double excess = penalty == 0.0 ? 0.0 : domain.excess(values);
    Acquisition.Slopes slopes = new Acquisition.Slopes(domain.features(), domain.variables());
    double worth = Double.isFinite(excess) ? acquisition.logValue(values, slopes) : Double.NaN;
    if (!Double.isFinite(worth)) {
      java.util.Arrays.fill(gradient, 0.0);
      return HOPELESS;
    }
    for (int m = 0; m < moving.length; m++) {
      double slope = domain.slope(moving[m], places, slopes);
      gradient[m] = Double.isFinite(slope) ? -slope : 0.0;
      if (excess > 0.0) {
        double step = point[m] + DIFFERENCE > 1.0 ? -DIFFERENCE : DIFFERENCE;
        double[] moved = places.clone();
        moved[moving[m]] += step;
        double change = domain.excess(domain.values(moved)) - excess;
        gradient[m] += Double.isFinite(change) ? 2.0 * penalty * excess * change / step : 0.0;
      }
    }
    return -worth + penalty * excess * excess;
  }

  private static double[] placed(double[] base, int[] moving, double[] point) {
    double[] places = base.clone();
    for (int m = 0; m < moving.length; m++) {
      places[moving[m]] = point[m];
    }
    return places;
  }

  /** Returns the allowed point furthest from one end of a line towards the other. */
  private double[] back(double[] allowed, double[] wanted) {
    if (domain.isAllowed(domain.values(wanted))) {
      return wanted;
    }
    double[] best = allowed;
    double near = 0.0;
    double far = 1.0;
    for (int step = 0; step < 30; step++) {
      double share = 0.5 * (near + far);
      double[] middle = new double[allowed.length];
      for (int k = 0; k < middle.length; k++) {
        middle[k] = allowed[k] + share * (wanted[k] - allowed[k]);
      }
      if (domain.isAllowed(domain.values(middle))) {
        best = middle;
        near = share;
      } else {
        far = share;
      }
    }
    return best;
  }

  /** Climbs along the grid: each stepped variable up and down, each choice to all others. */
  private Point onGrid(Point start) {
    Point best = start;
    boolean moved = isMixed();
    for (int round = 0; round < 10 && moved; round++) {
      moved = false;
      for (int k = 0; k < domain.places(); k++) {
        for (double[] next : neighbours(best.places(), k)) {
          if (domain.isAllowed(domain.values(next)) && !forbidden.test(domain.values(next))) {
            Point point = valued(next);
            if (point.logValue() > best.logValue()
                || forbidden.test(domain.values(best.places()))) {
              best = point;
              moved = true;
            }
          }
        }
      }
    }
    return best;
  }

  private List<double[]> neighbours(double[] places, int k) {
    List<double[]> neighbours = new ArrayList<>();
    switch (domain.variable(k)) {
      case Variable.Continuous ignored -> {}
      case Variable.Choice choice -> {
        for (int c = 0; c < choice.choices().size(); c++) {
          neighbours.add(changed(places, k, choice.place(c)));
        }
      }
      case Variable.Stepped stepped -> {
        long count = (long) stepped.count();
        long here = stepped.index(stepped.at(places[k]));
        for (long step : new long[] {1L, (count + 49) / 50, (count + 9) / 10}) {
          for (long index : new long[] {here - step, here + step}) {
            if (index >= 0 && index < count) {
              neighbours.add(changed(places, k, domain.place(k, index)));
            }
          }
        }
        neighbours.addAll(exchanges(places, k));
      }
    }
    return neighbours;
  }

  /**
   * Where a sum is to be kept, one stepped variable can only rise when another one falls: steps of
   * one up and of each later one down, and the other way round.
   */
  private List<double[]> exchanges(double[] places, int k) {
    List<double[]> exchanges = new ArrayList<>();
    for (int other = k + 1; other < places.length && isConstrained(); other++) {
      for (int up = -1; up <= 1; up += 2) {
        double[] next = places.clone();
        if (isMoved(next, k, up) && isMoved(next, other, -up)) {
          exchanges.add(next);
        }
      }
    }
    return exchanges;
  }

  /** Moves a stepped variable by some steps, unless there is no such value. */
  private boolean isMoved(double[] places, int k, int steps) {
    if (domain.variable(k) instanceof Variable.Stepped stepped) {
      long index = stepped.index(stepped.at(places[k])) + steps;
      if (index >= 0 && index < stepped.count()) {
        places[k] = domain.place(k, index);
        return true;
      }
    }
    return false;
  }

  private static double[] changed(double[] places, int k, double place) {
    double[] changed = places.clone();
    changed[k] = place;
    return changed;
  }

  private Point polish(Point start) {
    Point best = start;
    double width = 0.05;
    for (int step = 0; step < POLISH; step++) {
      double[] next = shifted(best.places(), width);
      double[] values = domain.values(next);
      boolean better = false;
      if (domain.isAllowed(values) && !forbidden.test(values)) {
        Point point = valued(next);
        better = point.logValue() > best.logValue() || forbidden.test(domain.values(best.places()));
        best = better ? point : best;
      }
      width = Math.max(1e-5, Math.min(0.3, better ? width * 2.0 : width * 0.85));
    }
    return best;
  }

  private double[] shifted(double[] places, double width) {
    double[] shifted = places.clone();
    boolean single = random.nextBoolean();
    int chosen = random.nextInt(places.length);
    for (int k = 0; k < places.length; k++) {
      if (!single || k == chosen) {
        double shift =
            width * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        shifted[k] = Math.max(0.0, Math.min(1.0, places[k] + 2.0 * shift));
      }
    }
    return shifted;
  }

  private Point valued(double[] places) {
    double value = acquisition.logValue(domain.values(places));
    return new Point(places, Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value);
  }
}
