package dev.weir.materials.formula;

import java.util.ArrayList;
import java.util.List;

/**
 * The descriptors of formulas: every {@link Statistic} of every feature of an element table, of the
 * reduced formula. With the 58 features of XenonPy these are the 290 numbers of the literature.
 * Immutable.
 */
public final class Descriptors {
  private static final Statistic[] STATISTICS = Statistic.values();

  private final ElementTable table;

  /** Creates the descriptors on a table. */
  public Descriptors(ElementTable table) {
    this.table = table;
  }

  /** Returns the table below. */
  public ElementTable table() {
    return table;
  }

  /** Returns how many numbers describe a formula. */
  public int size() {
    return STATISTICS.length * table.features().size();
  }

  /** Returns the names in the order of {@link #of}: all means, all sums, ... */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Statistic statistic : STATISTICS) {
      table.features().forEach(feature -> names.add(statistic.name(feature)));
    }
    return names;
  }

  /**
   * Returns the descriptors of a formula, statistic by statistic and within it feature by feature,
   * in the units of the table.
   *
   * @throws IllegalArgumentException when the table lacks an element of the formula
   */
  public double[] of(Formula formula) {
    double[] values = new double[size()];
    Formula reduced = formula.reduced();
    for (int feature = 0; feature < table.features().size(); feature++) {
      describe(reduced, feature, values);
    }
    return values;
  }

  private void describe(Formula formula, int feature, double[] values) {
    double atoms = formula.atoms();
    double sum = 0.0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Formula.Term term : formula.terms()) {
      double value = table.value(term.element(), feature);
      sum += term.count() * value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double mean = sum / atoms;
    double variance = 0.0;
    for (Formula.Term term : formula.terms()) {
      double off = table.value(term.element(), feature) - mean;
      variance += term.count() / atoms * off * off;
    }
    int features = table.features().size();
    values[Statistic.MEAN.place(feature, features)] = mean;
    values[Statistic.SUM.place(feature, features)] = sum;
    values[Statistic.VARIANCE.place(feature, features)] = variance;
    values[Statistic.MAXIMUM.place(feature, features)] = most;
    values[Statistic.MINIMUM.place(feature, features)] = least;
  }
}
