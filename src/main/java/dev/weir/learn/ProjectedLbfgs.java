package dev.weir.learn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Minimises a smooth function within bounds by a projected limited-memory quasi-Newton method.
 *
 * <p>Idea: coordinates that lie on a bound and would be driven across it are held; the others take
 * the two-loop L-BFGS step (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.4),
 * projected back into the box, with backtracking until the Armijo condition holds. Invariant: every
 * point evaluated lies in the box, and the value never rises. When the quasi-Newton direction does
 * not descend, the memory is dropped and steepest descent is tried; when that fails too, the search
 * ends where it stands. Not converging is not an error: {@link Minimum#converged} says so.
 */
public final class ProjectedLbfgs {
  private static final int MEMORY = 8;
  private static final int BACKTRACKS = 25;
  private static final double ARMIJO = 1e-4;
  private static final double CURVATURE_FLOOR = 1e-12;

  private final Function function;
  private final double[] low;
  private final double[] high;

  private ProjectedLbfgs(Function function, double[] low, double[] high) {
    this.function = function;
    this.low = low;
    this.high = high;
  }

  /** A smooth function with its gradient. */
  @FunctionalInterface
  public interface Function {
    /**
     * Returns the value at a point and writes the gradient.
     *
     * @param point where; not to be changed
     * @param gradient overwritten
     */
    double value(double[] point, double[] gradient);
  }

  /**
   * How long to go on.
   *
   * @param iterations at most so many
   * @param tolerance ends when no component of the projected gradient is larger
   */
  public record Effort(int iterations, double tolerance) {}

  /** Where the search ended. */
  public static final class Minimum {
    private final double[] point;
    private final double value;
    private final boolean converged;

    private Minimum(double[] point, double value, boolean converged) {
      this.point = point;
      this.value = value;
      this.converged = converged;
    }

    /** Returns the best point. */
    public double[] point() {
      return point.clone();
    }

    /** Returns the value there. */
    public double value() {
      return value;
    }

    /** Tells whether the projected gradient vanished. */
    public boolean converged() {
      return converged;
    }
  }

  /** A point evaluated. */
  private static final class Trial {
    private final double[] point;
    private final double value;
    private final double[] gradient;

    private Trial(double[] point, double value, double[] gradient) {
      this.point = point;
      this.value = value;
      this.gradient = gradient;
    }
  }

  /** A step taken and how the gradient changed along it. */
  private static final class Pair {
    private final double[] step;
    private final double[] change;
    private final double curvature;

    private Pair(double[] step, double[] change) {
      this.step = step;
      this.change = change;
      this.curvature = dot(step, change);
    }
  }

  /**
   * Searches from a start.
   *
   * @param low lower bounds
   * @param high upper bounds, each above its lower one
   * @param start projected into the box first
   */
  public static Minimum minimise(
      Function function, double[] low, double[] high, double[] start, Effort effort) {
    return new ProjectedLbfgs(function, low, high).search(start, effort);
  }

  private Minimum search(double[] start, Effort effort) {
    double[] point = project(start);
    double[] gradient = new double[point.length];
    double value = function.value(point, gradient);
    Deque<Pair> memory = new ArrayDeque<>();
    for (int iteration = 0; iteration < effort.iterations(); iteration++) {
      if (largestFree(point, gradient) <= effort.tolerance()) {
        return new Minimum(point, value, true);
      }
      Optional<Trial> next = step(point, value, gradient, memory);
      if (next.isEmpty() && !memory.isEmpty()) {
        memory.clear();
        next = step(point, value, gradient, memory);
      }
      if (next.isEmpty()) {
        return new Minimum(point, value, false);
      }
      Trial taken = next.get();
      remember(memory, minus(taken.point, point), minus(taken.gradient, gradient));
      point = taken.point;
      value = taken.value;
      gradient = taken.gradient;
    }
    return new Minimum(point, value, largestFree(point, gradient) <= effort.tolerance());
  }

  /** Returns the next point, or nothing when no step descends. */
  private Optional<Trial> step(
      double[] point, double value, double[] gradient, Deque<Pair> memory) {
    double[] direction = direction(point, gradient, memory);
    double length = memory.isEmpty() ? Math.min(1.0, 1.0 / largestFree(point, gradient)) : 1.0;
    for (int backtrack = 0; backtrack < BACKTRACKS; backtrack++) {
      double[] next = new double[point.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = point[i] + length * direction[i];
      }
      next = project(next);
      double slope = dot(gradient, minus(next, point));
      if (slope < 0.0) {
        double[] nextGradient = new double[point.length];
        double nextValue = function.value(next, nextGradient);
        if (nextValue <= value + ARMIJO * slope) {
          return Optional.of(new Trial(next, nextValue, nextGradient));
        }
      }
      length *= 0.5;
    }
    return Optional.empty();
  }

  private double[] direction(double[] point, double[] gradient, Deque<Pair> memory) {
    double[] q = free(point, gradient, gradient.clone());
    double[] weights = new double[memory.size()];
    int at = 0;
    for (Pair pair : memory) {
      weights[at] = dot(pair.step, q) / pair.curvature;
      add(q, -weights[at], pair.change);
      at++;
    }
    if (!memory.isEmpty()) {
      Pair newest = memory.getFirst();
      double scale = newest.curvature / dot(newest.change, newest.change);
      for (int i = 0; i < q.length; i++) {
        q[i] *= scale;
      }
    }
    Iterator<Pair> oldestFirst = memory.descendingIterator();
    while (oldestFirst.hasNext()) {
      Pair pair = oldestFirst.next();
      at--;
      add(q, weights[at] - dot(pair.change, q) / pair.curvature, pair.step);
    }
    for (int i = 0; i < q.length; i++) {
      q[i] = -q[i];
    }
    return free(point, gradient, q);
  }

  private static void remember(Deque<Pair> memory, double[] step, double[] change) {
    Pair pair = new Pair(step, change);
    if (pair.curvature > CURVATURE_FLOOR * dot(change, change)) {
      memory.addFirst(pair);
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  /** Sets to zero what belongs to coordinates that a descent would drive across their bound. */
  private double[] free(double[] point, double[] gradient, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      if (isHeld(point, gradient, i)) {
        vector[i] = 0.0;
      }
    }
    return vector;
  }

  private double largestFree(double[] point, double[] gradient) {
    double largest = 0.0;
    for (int i = 0; i < gradient.length; i++) {
      if (!isHeld(point, gradient, i)) {
        largest = Math.max(largest, Math.abs(gradient[i]));
      }
    }
    return largest;
  }

  private boolean isHeld(double[] point, double[] gradient, int i) {
    return (point[i] <= low[i] && gradient[i] > 0.0) || (point[i] >= high[i] && gradient[i] < 0.0);
  }

  private double[] project(double[] point) {
    double[] projected = Arrays.copyOf(point, point.length);
    for (int i = 0; i < projected.length; i++) {
      projected[i] = Math.max(low[i], Math.min(high[i], projected[i]));
    }
    return projected;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static void add(double[] target, double factor, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * vector[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
