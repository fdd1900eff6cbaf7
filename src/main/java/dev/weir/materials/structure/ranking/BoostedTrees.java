package dev.weir.materials.structure.ranking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A sum of regression trees over a vector of features, as {@link TreeBoosting} grows it. Immutable.
 */
public final class BoostedTrees {
  private static final int MOST_TREES = 5_000;
  private static final int MOST_NODES = 1_000;

  /** One tree: a node with a feature below 0 is a leaf. */
  static final class Tree {
    private final int[] feature;
    private final float[] number;
    private final int[] right;

    /**
     * Creates a tree from its nodes; the left child of a node is the one after it.
     *
     * @param feature by which a node splits, or -1 at a leaf
     * @param number at most this goes left; at a leaf its value
     * @param right the other child
     */
    Tree(int[] feature, float[] number, int[] right) {
      this.feature = feature.clone();
      this.number = number.clone();
      this.right = right.clone();
    }

    public float value(float[] features) {
      int node = 0;
      while (feature[node] >= 0) {
        node = features[feature[node]] <= number[node] ? node + 1 : right[node];
      }
      return number[node];
    }
  }

  private final int features;
  private final List<Tree> trees;

  BoostedTrees(int features, List<Tree> trees) {
    this.features = features;
    this.trees = List.copyOf(trees);
  }

  /** Returns how many features a vector must have. */
  int features() {
    return features;
  }

  /** Returns the value of a vector of features. */
  public double value(float[] vector) {
    if (vector.length != features) {
      throw new IllegalArgumentException(
          "the trees take %d features, not %d".formatted(features, vector.length));
    }
    double sum = 0.0;
    for (Tree tree : trees) {
      sum += tree.value(vector);
    }
    return sum;
  }

  /** Writes the trees. */
  void write(DataOutput out) throws IOException {
    out.writeInt(features);
    out.writeInt(trees.size());
    for (Tree tree : trees) {
      out.writeShort(tree.feature.length);
      for (int i = 0; i < tree.feature.length; i++) {
        out.writeByte(tree.feature[i]);
        out.writeFloat(tree.number[i]);
        if (tree.feature[i] >= 0) {
          out.writeShort(tree.right[i]);
        }
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is cut off or no such thing
   */
  static BoostedTrees read(DataInput in) throws IOException {
    int features = bounded(in.readInt(), Byte.MAX_VALUE, "features");
    int count = bounded(in.readInt(), MOST_TREES, "trees");
    Tree[] trees = new Tree[count];
    for (int t = 0; t < count; t++) {
      int nodes = bounded(in.readShort(), MOST_NODES, "nodes");
      int[] feature = new int[nodes];
      float[] number = new float[nodes];
      int[] right = new int[nodes];
      for (int i = 0; i < nodes; i++) {
        feature[i] = in.readByte();
        number[i] = in.readFloat();
        right[i] = feature[i] >= 0 ? in.readShort() : 0;
        if (feature[i] >= features
            || (feature[i] >= 0 && (right[i] <= i + 1 || right[i] >= nodes || i + 1 == nodes))) {
          throw new IOException("node %d of tree %d leads nowhere".formatted(i, t));
        }
      }
      trees[t] = new Tree(feature, number, right);
    }
    return new BoostedTrees(features, List.of(trees));
  }

  private static int bounded(int value, int most, String what) throws IOException {
    if (value < 1 || value > most) {
      throw new IOException("the file names %d %s, at most %d".formatted(value, what, most));
    }
    return value;
  }
}
