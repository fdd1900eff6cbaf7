package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;

/**
 * The numbers by which decision trees judge a formula: mean, variance, largest and smallest value
 * of each elemental feature of the built-in table, the fractions of common elements, and how many
 * atoms there are of how many elements. Immutable.
 */
final class FormulaDescription {
  private static final int STATISTICS = 4;
  private static final int NUMBERS = 5;

  private final int features;
  private final float[][] elements;
  private final int[] common;
  private final int[] place;

  /**
   * Creates the description.
   *
   * @param common atomic numbers of the elements whose fractions count
   */
  FormulaDescription(int[] common) {
    ElementTable table = ElementTable.builtIn();
    this.features = table.features().size();
    this.common = common.clone();
    this.place = new int[Element.LAST + 1];
    for (int k = 0; k < common.length; k++) {
      place[common[k]] = k + 1;
    }
    this.elements = new float[Element.LAST + 1][features];
    for (Element element : table.elements()) {
      for (int f = 0; f < features; f++) {
        elements[element.atomicNumber()][f] = (float) table.value(element, f);
      }
    }
  }

  int size() {
    return STATISTICS * features + common.length + NUMBERS;
  }

  /** Writes the numbers of a formula into a row of {@link #size}. */
  void describe(Slots slots, float[] row) {
    int atoms = slots.atoms();
    java.util.Arrays.fill(row, 0.0f);
    for (int i = 0; i < slots.size; i++) {
      float fraction = (float) slots.counts[i] / atoms;
      add(elements[slots.elements[i]], fraction, i == 0, row);
      if (place[slots.elements[i]] > 0) {
        row[STATISTICS * features + place[slots.elements[i]] - 1] = fraction;
      }
    }
    for (int f = 0; f < features; f++) {
      row[features + f] -= row[f] * row[f];
    }
    int at = STATISTICS * features + common.length;
    row[at] = slots.size;
    row[at + 1] = atoms;
    row[at + 2] = slots.counts[0];
    row[at + 3] = slots.counts[slots.size - 1];
    row[at + 4] = (float) slots.counts[slots.size - 1] / atoms;
  }

  private void add(float[] values, float fraction, boolean isFirst, float[] row) {
    for (int f = 0; f < features; f++) {
      float value = values[f];
      row[f] += fraction * value;
      row[features + f] += fraction * value * value;
      row[2 * features + f] = isFirst ? value : Math.max(row[2 * features + f], value);
      row[3 * features + f] = isFirst ? value : Math.min(row[3 * features + f], value);
    }
  }
}
