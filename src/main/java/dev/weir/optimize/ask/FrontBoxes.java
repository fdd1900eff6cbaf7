package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The losses that would add to a front of two or three, below a reference point, cut into boxes
 * that do not overlap. Immutable; any thread.
 *
 * <p>The hypervolume that a point adds is the sum over the boxes of the product over the losses of
 * what the point leaves of the box's length; the expectation over independent losses is the same
 * sum of products of expected lengths. Both need, for each loss, only its (expected) distance below
 * each edge: a box from edge l to edge u has the length below(u) - below(l). Two losses: stripes
 * (Emmerich, Deutz and Klinkenberg, CEC 2011); three: stripes that last over slabs of the third
 * (Yang and others, J. Global Optim. 75, 2019, 3).
 */
final class FrontBoxes {
  /** Stands for an edge at minus infinity, below which nothing lies. */
  private static final int OPEN = -1;

  private final double[][] edges;
  private final int[][] lows;
  private final int[][] highs;

  private FrontBoxes(double[][] edges, List<int[]> boxes) {
    this.edges = edges;
    int losses = edges.length;
    lows = new int[losses][boxes.size()];
    highs = new int[losses][boxes.size()];
    for (int b = 0; b < boxes.size(); b++) {
      for (int k = 0; k < losses; k++) {
        lows[k][b] = boxes.get(b)[2 * k];
        highs[k][b] = boxes.get(b)[2 * k + 1];
      }
    }
  }

  /** A stripe of the first two losses, by its edges; it is open below in the second. */
  private record Stripe(int low, int high, int top) {}

  /**
   * Cuts.
   *
   * @param losses points; those dominated or not better than the reference do not matter
   * @param reference worst losses that count, two or three
   */
  static FrontBoxes of(List<double[]> losses, double[] reference) {
    List<double[]> inside = new ArrayList<>();
    for (double[] point : losses) {
      boolean better = true;
      for (int k = 0; k < reference.length; k++) {
        better &= point[k] < reference[k];
      }
      if (better) {
        inside.add(point);
      }
    }
    List<double[]> front = Hypervolume.front(inside);
    double[][] edges = new double[reference.length][];
    for (int k = 0; k < reference.length; k++) {
      int loss = k;
      double[] sorted =
          front.stream().mapToDouble(point -> point[loss]).sorted().distinct().toArray();
      edges[k] = Arrays.copyOf(sorted, sorted.length + 1);
      edges[k][sorted.length] = reference[k];
    }
    return new FrontBoxes(edges, reference.length == 2 ? flat(front, edges) : deep(front, edges));
  }

  private static List<int[]> flat(List<double[]> front, double[][] edges) {
    List<int[]> boxes = new ArrayList<>();
    for (Stripe stripe : stripes(front, edges)) {
      boxes.add(new int[] {stripe.low(), stripe.high(), OPEN, stripe.top()});
    }
    return boxes;
  }

  private static List<int[]> deep(List<double[]> front, double[][] edges) {
    List<int[]> boxes = new ArrayList<>();
    Map<Stripe, Integer> lasting = new LinkedHashMap<>();
    List<double[]> below = new ArrayList<>();
    for (int slab = 0; slab < edges[2].length; slab++) {
      int low = slab - 1;
      if (slab > 0) {
        double from = edges[2][low];
        front.stream().filter(point -> point[2] == from).forEach(below::add);
      }
      List<Stripe> now = stripes(below, edges);
      Set<Stripe> kept = new HashSet<>(now);
      lasting.entrySet().removeIf(old -> isClosed(old, kept, low, boxes));
      now.forEach(stripe -> lasting.putIfAbsent(stripe, low));
    }
    int top = edges[2].length - 1;
    lasting.forEach((stripe, since) -> boxes.add(box(stripe, since, top)));
    return boxes;
  }

  private static boolean isClosed(
      Map.Entry<Stripe, Integer> old, Set<Stripe> kept, int at, List<int[]> boxes) {
    if (kept.contains(old.getKey())) {
      return false;
    }
    boxes.add(box(old.getKey(), old.getValue(), at));
    return true;
  }

  private static int[] box(Stripe stripe, int since, int until) {
    return new int[] {stripe.low(), stripe.high(), OPEN, stripe.top(), since, until};
  }

  /** The stripes of points of which only the first two losses count. */
  private static List<Stripe> stripes(List<double[]> points, double[][] edges) {
    List<double[]> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparingDouble((double[] point) -> point[0])
            .thenComparingDouble(point -> point[1]));
    List<Stripe> stripes = new ArrayList<>();
    int low = OPEN;
    int top = edges[1].length - 1;
    for (double[] point : sorted) {
      int second = Arrays.binarySearch(edges[1], point[1]);
      if (second < top) {
        int first = Arrays.binarySearch(edges[0], point[0]);
        if (first > low) {
          stripes.add(new Stripe(low, first, top));
        }
        low = first;
        top = second;
      }
    }
    stripes.add(new Stripe(low, edges[0].length - 1, top));
    return stripes;
  }

  int losses() {
    return edges.length;
  }

  /** Returns how many edges a loss has. */
  int edges(int loss) {
    return edges[loss].length;
  }

  /** Returns an edge. */
  double edge(int loss, int index) {
    return edges[loss][index];
  }

  /** Returns how many boxes there are. */
  int count() {
    return lows[0].length;
  }

  /**
   * Returns the sum over the boxes and adds its derivatives.
   *
   * @param below for each loss its (expected) distance below each edge
   * @param slopes receives the derivative by each of them
   */
  double sum(double[][] below, double[][] slopes) {
    return edges.length == 2 ? flatSum(below, slopes) : deepSum(below, slopes);
  }

  private double flatSum(double[][] below, double[][] slopes) {
    double sum = 0.0;
    for (int b = 0; b < count(); b++) {
      double first = below[0][highs[0][b]] - at(below[0], lows[0][b]);
      double second = below[1][highs[1][b]];
      sum += first * second;
      slopes[0][highs[0][b]] += second;
      add(slopes[0], lows[0][b], -second);
      slopes[1][highs[1][b]] += first;
    }
    return sum;
  }

  private double deepSum(double[][] below, double[][] slopes) {
    double sum = 0.0;
    for (int b = 0; b < count(); b++) {
      double first = below[0][highs[0][b]] - at(below[0], lows[0][b]);
      double second = below[1][highs[1][b]];
      double third = below[2][highs[2][b]] - at(below[2], lows[2][b]);
      sum += first * second * third;
      slopes[0][highs[0][b]] += second * third;
      add(slopes[0], lows[0][b], -second * third);
      slopes[1][highs[1][b]] += first * third;
      slopes[2][highs[2][b]] += first * second;
      add(slopes[2], lows[2][b], -first * second);
    }
    return sum;
  }

  private static double at(double[] below, int edge) {
    return edge == OPEN ? 0.0 : below[edge];
  }

  private static void add(double[] slopes, int edge, double slope) {
    if (edge != OPEN) {
      slopes[edge] += slope;
    }
  }
}
