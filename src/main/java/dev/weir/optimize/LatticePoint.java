package dev.weir.optimize;

import java.util.Arrays;

/** One point of a {@link Lattice}: a whole number of steps along each variable. Immutable. */
public final class LatticePoint {
  private final int[] steps;

  /**
   * A point.
   *
   * @param steps along each variable, from 0
   */
  public LatticePoint(int[] steps) {
    this.steps = steps.clone();
  }

  /** Returns the number of steps along a variable, from 0. */
  public int step(int variable) {
    return steps[variable];
  }

  /** Returns the point that has another number of steps along one variable. */
  public LatticePoint with(int variable, int step) {
    int[] changed = steps.clone();
    changed[variable] = step;
    return new LatticePoint(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatticePoint point && Arrays.equals(steps, point.steps);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(steps);
  }

  @Override
  public String toString() {
    return Arrays.toString(steps);
  }
}
