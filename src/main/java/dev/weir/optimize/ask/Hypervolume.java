package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The volume between a front of losses and a reference point, exactly. Pure. */
public final class Hypervolume {
  private Hypervolume() {}

  /** Returns those points that no other one is at least as good as in all losses, repeats once. */
  public static List<double[]> front(List<double[]> losses) {
    List<double[]> front = new ArrayList<>();
    for (double[] candidate : losses) {
      boolean dominated = front.stream().anyMatch(other -> isAsGood(other, candidate));
      if (!dominated) {
        front.removeIf(other -> isAsGood(candidate, other));
        front.add(candidate);
      }
    }
    return front;
  }

  private static boolean isAsGood(double[] a, double[] b) {
    for (int k = 0; k < a.length; k++) {
      if (a[k] > b[k]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the volume that is dominated by the points and dominates the reference.
   *
   * @param losses points of one to three or more losses each; those not better than the reference
   *     add nothing
   * @param reference one worst loss for each
   */
  public static double of(List<double[]> losses, double[] reference) {
    List<double[]> inside = new ArrayList<>();
    for (double[] loss : losses) {
      boolean better = true;
      for (int k = 0; k < reference.length; k++) {
        better &= loss[k] < reference[k];
      }
      if (better) {
        inside.add(loss);
      }
    }
    return volume(inside, reference, reference.length);
  }

  /** Slices along the last of the losses that count; each slice is a volume of one fewer. */
  private static double volume(List<double[]> points, double[] reference, int losses) {
    if (points.isEmpty()) {
      return 0.0;
    }
    if (losses == 1) {
      return reference[0] - points.stream().mapToDouble(point -> point[0]).min().orElseThrow();
    }
    double[][] sorted = points.toArray(new double[0][]);
    Arrays.sort(sorted, Comparator.comparingDouble(point -> point[losses - 1]));
    if (losses == 2) {
      return area(sorted, reference);
    }
    double volume = 0.0;
    List<double[]> below = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      below.add(sorted[i]);
      double top = i + 1 < sorted.length ? sorted[i + 1][losses - 1] : reference[losses - 1];
      double height = top - sorted[i][losses - 1];
      if (height > 0.0) {
        volume += height * volume(below, reference, losses - 1);
      }
    }
    return volume;
  }

  private static double area(double[][] byLast, double[] reference) {
    double area = 0.0;
    double reached = reference[0];
    for (double[] point : byLast) {
      if (point[0] < reached) {
        area += (reached - point[0]) * (reference[1] - point[1]);
        reached = point[0];
      }
    }
    return area;
  }

  /** Returns what one more point adds to the volume of a front. */
  public static double added(List<double[]> front, double[] point, double[] reference) {
    double whole = 1.0;
    for (int k = 0; k < reference.length; k++) {
      if (!(point[k] < reference[k])) {
        return 0.0;
      }
      whole *= reference[k] - point[k];
    }
    List<double[]> covered = new ArrayList<>();
    for (double[] other : front) {
      double[] corner = new double[reference.length];
      for (int k = 0; k < corner.length; k++) {
        corner[k] = Math.max(other[k], point[k]);
      }
      covered.add(corner);
    }
    return Math.max(0.0, whole - of(covered, reference));
  }
}
