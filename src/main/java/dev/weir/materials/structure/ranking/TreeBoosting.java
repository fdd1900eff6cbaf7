package dev.weir.materials.structure.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Grows regression trees that tell the right candidates of a list from the wrong ones.
 *
 * <p>The loss of a list is the cross-entropy of the softmax over its candidates and one further
 * entry of value 0 that stands for "none of these" (Cao et al., ICML 2007, listwise ranking; the
 * further entry is this program's own and makes the shares honest). Each tree takes one Newton step
 * on histograms of {@value #BINS} bins (Friedman, Ann. Stat. 29 (2001) 1189; Chen and Guestrin, KDD
 * 2016, equations 5 to 7), on a random part of the lists and of the features. Owned by one thread;
 * the same rows and seed give the same trees.
 */
public final class TreeBoosting {
  static final int BINS = 64;

  /**
   * How trees are grown.
   *
   * @param trees how many
   * @param depth of each
   * @param rate the share of a Newton step that is taken
   * @param ridge added to the curvature of each leaf
   * @param leastCurvature a leaf must hold
   * @param rowShare of the lists that a tree sees
   * @param featureShare of the features that a tree sees
   */
  public record Plan(
      int trees,
      int depth,
      double rate,
      double ridge,
      double leastCurvature,
      double rowShare,
      double featureShare) {
    public static final Plan USUAL = new Plan(280, 6, 0.07, 8.0, 3.0, 0.7, 0.5);
  }

  /** Candidates in lists: row by row their features, and which are right. */
  public static final class Lists {
    private final List<float[]> rows = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    /** Begins a list. */
    public void begin() {
      starts.add(rows.size());
    }

    /** Adds a candidate to the list begun last. */
    public void add(float[] features, boolean isRight) {
      rows.add(features.clone());
      right.add(isRight);
    }

    public int lists() {
      return starts.size();
    }

    int start(int list) {
      return starts.get(list);
    }

    int end(int list) {
      return list + 1 < starts.size() ? starts.get(list + 1) : rows.size();
    }

    float[] row(int row) {
      return rows.get(row);
    }

    boolean isRight(int row) {
      return right.get(row);
    }
  }

  private final Plan plan;
  private final Lists lists;
  private final SplittableRandom random;
  private final int features;
  private final float[][] edges;
  private final byte[][] bins;
  private final double[] values;
  private final double[] slope;
  private final double[] curvature;

  private TreeBoosting(Lists lists, Plan plan, long seed) {
    this.plan = plan;
    this.lists = lists;
    this.random = new SplittableRandom(seed);
    int rows = lists.rows.size();
    this.features = lists.row(0).length;
    this.edges = new float[features][];
    this.bins = new byte[features][rows];
    this.values = new double[rows];
    this.slope = new double[rows];
    this.curvature = new double[rows];
    for (int f = 0; f < features; f++) {
      bin(f);
    }
  }

  /** Grows trees and tells each tree's number. */
  public static BoostedTrees grow(Lists lists, Plan plan, long seed, IntConsumer grown) {
    TreeBoosting boosting = new TreeBoosting(lists, plan, seed);
    List<BoostedTrees.Tree> trees = new ArrayList<>();
    for (int i = 1; i <= plan.trees; i++) {
      trees.add(boosting.tree());
      grown.accept(i);
    }
    return new BoostedTrees(boosting.features, trees);
  }

  /** Cuts a feature's range so that the bins hold about as many rows each. */
  private void bin(int feature) {
    int rows = values.length;
    float[] sorted = new float[rows];
    for (int i = 0; i < rows; i++) {
      sorted[i] = lists.row(i)[feature];
    }
    Arrays.sort(sorted);
    float[] cuts = new float[BINS - 1];
    int count = 0;
    for (int b = 1; b < BINS; b++) {
      float cut = sorted[(int) ((long) rows * b / BINS)];
      if (cut < sorted[rows - 1] && (count == 0 || cut > cuts[count - 1])) {
        cuts[count++] = cut;
      }
    }
    edges[feature] = Arrays.copyOf(cuts, count);
    for (int i = 0; i < rows; i++) {
      int at = Arrays.binarySearch(edges[feature], lists.row(i)[feature]);
      bins[feature][i] = (byte) (at >= 0 ? at : -at - 1);
    }
  }

  private BoostedTrees.Tree tree() {
    differentiate();
    int[] rows = new int[values.length];
    int count = 0;
    for (int list = 0; list < lists.lists(); list++) {
      if (random.nextDouble() < plan.rowShare) {
        for (int i = lists.start(list); i < lists.end(list); i++) {
          rows[count++] = i;
        }
      }
    }
    boolean[] used = new boolean[features];
    for (int f = 0; f < features; f++) {
      used[f] = random.nextDouble() < plan.featureShare;
    }
    Growth growth = new Growth(used);
    growth.node(rows, 0, count, plan.depth);
    BoostedTrees.Tree tree = growth.tree();
    for (int i = 0; i < values.length; i++) {
      values[i] += tree.value(lists.row(i));
    }
    return tree;
  }

  private void differentiate() {
    for (int list = 0; list < lists.lists(); list++) {
      int start = lists.start(list);
      int end = lists.end(list);
      double most = 0.0;
      int right = 0;
      for (int i = start; i < end; i++) {
        most = Math.max(most, values[i]);
        right += lists.isRight(i) ? 1 : 0;
      }
      double sum = Math.exp(-most);
      double rightSum = 0.0;
      for (int i = start; i < end; i++) {
        double share = Math.exp(values[i] - most);
        sum += share;
        rightSum += lists.isRight(i) ? share : 0.0;
      }
      for (int i = start; i < end; i++) {
        double share = Math.exp(values[i] - most) / sum;
        // any of the right ones will do: the loss is -log of their summed share
        double wanted = right > 0 && lists.isRight(i) ? share * sum / rightSum : 0.0;
        slope[i] = share - wanted;
        curvature[i] = Math.max(1e-6, share * (1.0 - share));
      }
    }
  }

  /** A tree while it grows. */
  private final class Growth {
    private final boolean[] used;
    private final List<Integer> feature = new ArrayList<>();
    private final List<Float> number = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();

    Growth(boolean[] used) {
      this.used = used;
    }

    void node(int[] rows, int from, int to, int depth) {
      int me = feature.size();
      double g = 0.0;
      double h = 0.0;
      for (int i = from; i < to; i++) {
        g += slope[rows[i]];
        h += curvature[rows[i]];
      }
      feature.add(-1);
      number.add((float) (-plan.rate * g / (h + plan.ridge)));
      right.add(0);
      if (depth == 0 || h < 2.0 * plan.leastCurvature) {
        return;
      }
      int[] split = bestSplit(rows, from, to, g, h);
      if (split.length == 0) {
        return;
      }
      int middle = partition(rows, from, to, split[0], split[1]);
      feature.set(me, split[0]);
      number.set(me, edges[split[0]][split[1]]);
      node(rows, from, middle, depth - 1);
      right.set(me, feature.size());
      node(rows, middle, to, depth - 1);
    }

    /** Returns feature and bin of the best split, or nothing when none gains. */
    private int[] bestSplit(int[] rows, int from, int to, double g, double h) {
      double bestGain = 1e-6;
      int[] best = {};
      double[] slopes = new double[BINS];
      double[] curvatures = new double[BINS];
      for (int f = 0; f < features; f++) {
        if (!used[f] || edges[f].length == 0) {
          continue;
        }
        Arrays.fill(slopes, 0.0);
        Arrays.fill(curvatures, 0.0);
        byte[] column = bins[f];
        for (int i = from; i < to; i++) {
          int row = rows[i];
          slopes[column[row]] += slope[row];
          curvatures[column[row]] += curvature[row];
        }
        double leftG = 0.0;
        double leftH = 0.0;
        for (int b = 0; b < edges[f].length; b++) {
          leftG += slopes[b];
          leftH += curvatures[b];
          if (leftH >= plan.leastCurvature && h - leftH >= plan.leastCurvature) {
            double gain = part(leftG, leftH) + part(g - leftG, h - leftH) - part(g, h);
            if (gain > bestGain) {
              bestGain = gain;
              best = new int[] {f, b};
            }
          }
        }
      }
      return best;
    }

    private double part(double g, double h) {
      return g * g / (h + plan.ridge);
    }

    private int partition(int[] rows, int from, int to, int f, int bin) {
      int left = from;
      int[] others = new int[to - from];
      int count = 0;
      for (int i = from; i < to; i++) {
        if (bins[f][rows[i]] <= bin) {
          rows[left++] = rows[i];
        } else {
          others[count++] = rows[i];
        }
      }
      System.arraycopy(others, 0, rows, left, count);
      return left;
    }

    BoostedTrees.Tree tree() {
      float[] numbers = new float[number.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number.get(i);
      }
      return new BoostedTrees.Tree(
          feature.stream().mapToInt(Integer::intValue).toArray(),
          numbers,
          right.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
