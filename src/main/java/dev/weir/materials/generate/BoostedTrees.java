package dev.weir.materials.generate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Gradient-boosted decision trees that tell two sorts of rows apart (Friedman, Ann. Stat. 29 (2001)
 * 1189; histograms as in Ke et al., NIPS 2017): their sum is the logarithm of the ratio of the two
 * densities. Plain Java, a microsecond a row. Immutable.
 */
final class BoostedTrees {
  private static final int DEPTH = 5;
  private static final int INNER = (1 << DEPTH) - 1;
  private static final int LEAVES = 1 << DEPTH;
  private static final int BINS = 32;
  private static final float STEP = 0.15f;
  private static final float RIDGE = 2.0f;

  /** Least sum of second derivatives on either side of a split. */
  private static final float LEAST_WEIGHT = 4.0f;

  private static final double ROW_SHARE = 0.5;
  private static final double FEATURE_SHARE = 0.4;

  private final int[][] features;
  private final float[][] thresholds;
  private final float[][] leaves;

  private BoostedTrees(int trees) {
    features = new int[trees][INNER];
    thresholds = new float[trees][INNER];
    leaves = new float[trees][LEAVES];
  }

  /**
   * Grows trees.
   *
   * @param rows of both sorts; all of one length
   * @param firsts how many of them, from the front, are of the first sort
   * @param trees how many
   */
  static BoostedTrees grow(float[][] rows, int firsts, int trees, long seed) {
    return new Growth(rows, firsts, seed).grow(trees);
  }

  /** Returns the logarithm of the ratio of the densities of the first and the second sort. */
  double score(float[] row) {
    float sum = 0.0f;
    for (int t = 0; t < features.length; t++) {
      int[] feature = features[t];
      float[] threshold = thresholds[t];
      int node = 0;
      for (int level = 0; level < DEPTH; level++) {
        node = 2 * node + (row[feature[node]] > threshold[node] ? 2 : 1);
      }
      sum += leaves[t][node - INNER];
    }
    return sum;
  }

  /** The rows in bins while trees are grown on them. */
  private static final class Growth {
    private final int count;
    private final int width;
    private final byte[][] bins;
    private final float[][] edges;
    private final boolean[] first;
    private final float[] weight;
    private final float[] score;
    private final float[] slope;
    private final float[] bend;
    private final int[] node;
    private final float[][] rows;
    private final SplittableRandom random;

    Growth(float[][] rows, int firsts, long seed) {
      this.rows = rows;
      this.random = new SplittableRandom(seed);
      this.count = rows.length;
      this.width = rows[0].length;
      this.bins = new byte[width][count];
      this.edges = new float[width][];
      this.first = new boolean[count];
      this.weight = new float[count];
      this.score = new float[count];
      this.slope = new float[count];
      this.bend = new float[count];
      this.node = new int[count];
      for (int i = 0; i < count; i++) {
        first[i] = i < firsts;
        weight[i] = 0.5f * count / (first[i] ? firsts : count - firsts);
      }
      for (int f = 0; f < width; f++) {
        bin(f);
      }
    }

    private void bin(int f) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = rows[i][f];
      }
      Arrays.sort(values);
      float[] found = new float[BINS - 1];
      int size = 0;
      for (int k = 1; k < BINS; k++) {
        float edge = values[(int) ((long) k * (count - 1) / BINS)];
        if ((size == 0 || edge > found[size - 1]) && edge < values[count - 1]) {
          found[size] = edge;
          size++;
        }
      }
      edges[f] = Arrays.copyOf(found, size);
      for (int i = 0; i < count; i++) {
        int place = Arrays.binarySearch(edges[f], rows[i][f]);
        bins[f][i] = (byte) (place >= 0 ? place : -place - 1);
      }
    }

    BoostedTrees grow(int trees) {
      BoostedTrees grown = new BoostedTrees(trees);
      for (int t = 0; t < trees; t++) {
        for (int i = 0; i < count; i++) {
          float chance = (float) (1.0 / (1.0 + Math.exp(-score[i])));
          boolean taken = random.nextDouble() < ROW_SHARE;
          slope[i] = taken ? weight[i] * ((first[i] ? 1.0f : 0.0f) - chance) : 0.0f;
          bend[i] = taken ? weight[i] * chance * (1.0f - chance) : 0.0f;
          node[i] = 0;
        }
        tree(grown.features[t], grown.thresholds[t], grown.leaves[t]);
      }
      return grown;
    }

    private void tree(int[] feature, float[] threshold, float[] leaf) {
      int taken = Math.max(1, (int) (FEATURE_SHARE * width));
      for (int level = 0; level < DEPTH; level++) {
        int from = (1 << level) - 1;
        int nodes = 1 << level;
        float[] best = new float[nodes];
        int[] bestBin = new int[nodes];
        int[] bestFeature = new int[nodes];
        for (int k = 0; k < taken; k++) {
          split(random.nextInt(width), from, best, bestBin, bestFeature);
        }
        for (int n = 0; n < nodes; n++) {
          feature[from + n] = bestFeature[n];
          threshold[from + n] =
              best[n] > 0.0f ? edges[bestFeature[n]][bestBin[n]] : Float.POSITIVE_INFINITY;
        }
        for (int i = 0; i < count; i++) {
          int at = node[i];
          int n = at - from;
          boolean right = best[n] > 0.0f && bins[bestFeature[n]][i] > bestBin[n];
          node[i] = 2 * at + (right ? 2 : 1);
        }
      }
      fill(leaf);
    }

    /** Looks for the best bin of one feature in every node of a level. */
    private void split(int f, int from, float[] best, int[] bestBin, int[] bestFeature) {
      int nodes = best.length;
      int inner = edges[f].length;
      if (inner == 0) {
        return;
      }
      float[] slopes = new float[nodes * BINS];
      float[] bends = new float[nodes * BINS];
      byte[] bin = bins[f];
      for (int i = 0; i < count; i++) {
        int place = (node[i] - from) * BINS + bin[i];
        slopes[place] += slope[i];
        bends[place] += bend[i];
      }
      for (int n = 0; n < nodes; n++) {
        float allSlope = 0.0f;
        float allBend = 0.0f;
        for (int b = 0; b <= inner; b++) {
          allSlope += slopes[n * BINS + b];
          allBend += bends[n * BINS + b];
        }
        float leftSlope = 0.0f;
        float leftBend = 0.0f;
        for (int b = 0; b < inner; b++) {
          leftSlope += slopes[n * BINS + b];
          leftBend += bends[n * BINS + b];
          float rightBend = allBend - leftBend;
          if (leftBend >= LEAST_WEIGHT && rightBend >= LEAST_WEIGHT) {
            float gain =
                gain(leftSlope, leftBend)
                    + gain(allSlope - leftSlope, rightBend)
                    - gain(allSlope, allBend);
            if (gain > best[n]) {
              best[n] = gain;
              bestBin[n] = b;
              bestFeature[n] = f;
            }
          }
        }
      }
    }

    private static float gain(float slope, float bend) {
      return slope * slope / (bend + RIDGE);
    }

    private void fill(float[] leaf) {
      float[] slopes = new float[LEAVES];
      float[] bends = new float[LEAVES];
      for (int i = 0; i < count; i++) {
        slopes[node[i] - INNER] += slope[i];
        bends[node[i] - INNER] += bend[i];
      }
      for (int n = 0; n < LEAVES; n++) {
        leaf[n] = STEP * slopes[n] / (bends[n] + RIDGE);
      }
      for (int i = 0; i < count; i++) {
        score[i] += leaf[node[i] - INNER];
      }
    }
  }
}
