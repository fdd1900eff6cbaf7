package dev.weir.materials.generate;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a network sees of a formula: its descriptors, then the atomic fraction of every known
 * element, standardised with the mean and the standard deviation of the training rows and cut off
 * at {@value #CUT} standard deviations. An element that was not there in training is seen through
 * its descriptors only. Immutable.
 */
final class FormulaFeatures {
  static final float CUT = 8.0f;

  private static final double SMALLEST_DEVIATION = 1e-9;

  private final ElementTable table;
  private final List<Element> elements;
  private final float[] mean;
  private final float[] deviation;

  /**
   * Creates the features from their parts.
   *
   * @param table the table of the elements
   * @param elements the elements with a fraction of their own, by rising atomic number
   * @param mean of each raw feature over the training rows
   * @param deviation of each raw feature over the training rows, 1 where it does not vary
   */
  FormulaFeatures(ElementTable table, List<Element> elements, float[] mean, float[] deviation) {
    this.table = table;
    this.elements = List.copyOf(elements);
    this.mean = mean.clone();
    this.deviation = deviation.clone();
  }

  /** Fits the mean and the deviation on training rows. */
  static FormulaFeatures fit(ElementTable table, List<Element> elements, List<Formula> rows) {
    Descriptors descriptors = new Descriptors(table);
    int size = descriptors.size() + elements.size();
    double[] sum = new double[size];
    double[] squares = new double[size];
    double[] raw = new double[size];
    double[] first = new double[size];
    raw(descriptors, elements, rows.getFirst(), first);
    for (Formula row : rows) {
      raw(descriptors, elements, row, raw);
      for (int i = 0; i < size; i++) {
        double off = raw[i] - first[i];
        sum[i] += off;
        squares[i] += off * off;
      }
    }
    float[] mean = new float[size];
    float[] deviation = new float[size];
    for (int i = 0; i < size; i++) {
      double average = sum[i] / rows.size();
      mean[i] = (float) (average + first[i]);
      double spread = Math.sqrt(Math.max(0.0, squares[i] / rows.size() - average * average));
      deviation[i] = spread < SMALLEST_DEVIATION ? 1.0f : (float) spread;
    }
    return new FormulaFeatures(table, elements, mean, deviation);
  }

  ElementTable table() {
    return table;
  }

  List<Element> elements() {
    return elements;
  }

  float[] mean() {
    return mean.clone();
  }

  float[] deviation() {
    return deviation.clone();
  }

  int size() {
    return mean.length;
  }

  /** Tells whether every element of a formula was there in training. */
  boolean covers(Formula formula) {
    return elements.containsAll(formula.elements());
  }

  /** Returns the standardised features of each formula. */
  float[][] of(List<Formula> formulas) {
    Descriptors descriptors = new Descriptors(table);
    float[][] rows = new float[formulas.size()][];
    double[] raw = new double[size()];
    for (int i = 0; i < rows.length; i++) {
      raw(descriptors, elements, formulas.get(i), raw);
      float[] row = new float[raw.length];
      for (int j = 0; j < row.length; j++) {
        float value = (float) ((raw[j] - mean[j]) / deviation[j]);
        row[j] = Math.max(-CUT, Math.min(CUT, value));
      }
      rows[i] = row;
    }
    return rows;
  }

  /**
   * Returns the features of the table for each atomic number, standardised over the elements of
   * training and cut off; zeros for elements that the table lacks.
   */
  float[][] ofElements() {
    int count = table.features().size();
    float[][] rows = new float[Element.LAST + 1][count];
    for (int j = 0; j < count; j++) {
      int feature = j;
      double mean = elements.stream().mapToDouble(e -> table.value(e, feature)).average().orElse(0);
      double squares = 0.0;
      for (Element element : elements) {
        squares += Math.pow(table.value(element, j) - mean, 2);
      }
      double spread = Math.max(SMALLEST_DEVIATION, Math.sqrt(squares / elements.size()));
      for (Element element : table.elements()) {
        double value = (table.value(element, j) - mean) / spread;
        rows[element.atomicNumber()][j] = (float) Math.max(-CUT, Math.min(CUT, value));
      }
    }
    return rows;
  }

  private static void raw(
      Descriptors descriptors, List<Element> elements, Formula formula, double[] raw) {
    double[] described = descriptors.of(formula);
    System.arraycopy(described, 0, raw, 0, described.length);
    Arrays.fill(raw, described.length, raw.length, 0.0);
    double atoms = formula.atoms();
    for (Formula.Term term : formula.terms()) {
      int place = Collections.binarySearch(elements, term.element());
      if (place >= 0) {
        raw[described.length + place] = term.count() / atoms;
      }
    }
  }
}
