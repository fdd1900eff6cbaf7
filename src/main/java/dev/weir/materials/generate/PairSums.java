package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A number for every formula that is a sum of learned ones: one for each element with its count,
 * one for each pair of elements and how their counts compare, one for how many elements there are,
 * and one for the stoichiometry. Kept in rows over all elements, so that the sums of all
 * substitutes of a slot are found together. Owned by one thread while it learns; afterwards not to
 * be changed.
 */
final class PairSums {
  /** Places of a row over all elements by atomic number; those beyond the last stay empty. */
  static final int ROW = 104;

  private static final int MOST_COUNT = 16;

  /** How the counts of a pair compare: fewer, as many, more. */
  private static final int ORDERS = 3;

  static {
    if (Element.LAST >= ROW) {
      throw new IllegalStateException("a row is too short for " + Element.LAST + " elements");
    }
  }

  private final float[][] single = new float[MOST_COUNT + 1][ROW];
  private final float[][] pair = new float[ORDERS * ROW][ROW];
  private final float[] size = new float[Slots.MOST + 1];
  private final float[] shape;

  PairSums(int shapes) {
    this.shape = new float[shapes];
  }

  /** Returns sums with the same numbers. */
  PairSums copy() {
    PairSums copy = new PairSums(shape.length);
    copy.add(this);
    return copy;
  }

  /** Returns the sum of a formula. */
  float of(Slots slots) {
    float sum = size[slots.size] + shape[slots.shape];
    for (int i = 0; i < slots.size; i++) {
      sum += single[bounded(slots.counts[i])][slots.elements[i]];
      for (int j = i + 1; j < slots.size; j++) {
        sum += pair[pairRow(slots, i, j)][slots.elements[j]];
      }
    }
    return sum;
  }

  /** Fills in the sum of the formula for each element that a slot may hold. */
  void ofAll(Slots slots, int slot, float[] sums) {
    float rest = size[slots.size] + shape[slots.shape];
    System.arraycopy(single[bounded(slots.counts[slot])], 0, sums, 0, ROW);
    for (int i = 0; i < slots.size; i++) {
      if (i != slot) {
        rest += single[bounded(slots.counts[i])][slots.elements[i]];
        for (int j = i + 1; j < slots.size; j++) {
          if (j != slot) {
            rest += pair[pairRow(slots, i, j)][slots.elements[j]];
          }
        }
        add(sums, pair[pairRow(slots, i, slot)]);
      }
    }
    for (int b = 0; b < ROW; b++) {
      sums[b] += rest;
    }
  }

  /** Moves every number of a formula's sum, after it has faded a little. */
  void move(Slots slots, float by, float keep) {
    size[slots.size] = size[slots.size] * keep + by;
    shape[slots.shape] = shape[slots.shape] * keep + by;
    for (int i = 0; i < slots.size; i++) {
      int one = slots.elements[i];
      float[] row = single[bounded(slots.counts[i])];
      row[one] = row[one] * keep + by;
      for (int j = i + 1; j < slots.size; j++) {
        int two = slots.elements[j];
        float moved = pair[pairRow(slots, i, j)][two] * keep + by;
        pair[pairRow(slots, i, j)][two] = moved;
        pair[pairRow(slots, j, i)][one] = moved;
      }
    }
  }

  /** Returns how many numbers a formula's sum has. */
  static int terms(Slots slots) {
    return 2 + slots.size + slots.size * (slots.size - 1) / 2;
  }

  /** Adds the numbers of other sums to these. */
  void add(PairSums other) {
    for (int c = 0; c < single.length; c++) {
      add(single[c], other.single[c]);
    }
    for (int c = 0; c < pair.length; c++) {
      add(pair[c], other.pair[c]);
    }
    add(size, other.size);
    add(shape, other.shape);
  }

  private static void add(float[] sum, float[] addend) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += addend[i];
    }
  }

  private static int bounded(int count) {
    return Math.min(MOST_COUNT, count);
  }

  /** The row of an element in one slot as seen from another slot. */
  private static int pairRow(Slots slots, int from, int to) {
    int order = Integer.signum(slots.counts[from] - slots.counts[to]) + 1;
    return order * ROW + slots.elements[from];
  }

  /** Returns 0 to count - 1 in a drawn order. */
  static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
