package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.Formula;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The vectors between which the reference generator and its critic pass formulas: the atomic
 * fraction of every element that occurs, then the mean of every elemental feature over the atoms;
 * each column scaled from 0 to 1 over the known formulas, as the formation energy is. Immutable.
 */
final class AdversarialScaling {
  private static final float EPSILON = 1e-6f;
  private static final int MOST_COLUMNS = 100_000;

  private final List<Element> elements;
  private final float[] lowest;
  private final float[] highest;
  private final double lowestEnergy;
  private final double highestEnergy;

  private AdversarialScaling(
      List<Element> elements,
      float[] lowest,
      float[] highest,
      double lowestEnergy,
      double highestEnergy) {
    this.elements = List.copyOf(elements);
    this.lowest = lowest;
    this.highest = highest;
    this.lowestEnergy = lowestEnergy;
    this.highestEnergy = highestEnergy;
  }

  /** Finds the range of each column. */
  static AdversarialScaling fit(ElementTable table, List<Formula> formulas, double[] energies) {
    TreeSet<Element> occurring = new TreeSet<>();
    formulas.forEach(formula -> occurring.addAll(formula.elements()));
    List<Element> elements = List.copyOf(occurring);
    float[] lowest = raw(table, elements, formulas.getFirst());
    float[] highest = lowest.clone();
    for (Formula formula : formulas) {
      float[] row = raw(table, elements, formula);
      for (int j = 0; j < row.length; j++) {
        lowest[j] = Math.min(lowest[j], row[j]);
        highest[j] = Math.max(highest[j], row[j]);
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double energy : energies) {
      least = Math.min(least, energy);
      most = Math.max(most, energy);
    }
    return new AdversarialScaling(elements, lowest, highest, least, most);
  }

  private static float[] raw(ElementTable table, List<Element> elements, Formula formula) {
    int features = table.features().size();
    float[] row = new float[elements.size() + features];
    Formula reduced = formula.reduced();
    double atoms = reduced.atoms();
    for (Formula.Term term : reduced.terms()) {
      float fraction = (float) (term.count() / atoms);
      row[elements.indexOf(term.element())] = fraction;
      for (int j = 0; j < features; j++) {
        row[elements.size() + j] += fraction * (float) table.value(term.element(), j);
      }
    }
    return row;
  }

  int columns() {
    return lowest.length;
  }

  List<Element> elements() {
    return elements;
  }

  /** Returns the scaled vectors of formulas. */
  float[][] scaled(ElementTable table, List<Formula> formulas) {
    float[][] rows = new float[formulas.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = raw(table, elements, formulas.get(i));
      for (int j = 0; j < row.length; j++) {
        row[j] = (row[j] - lowest[j]) / (highest[j] - lowest[j] + EPSILON);
      }
      rows[i] = row;
    }
    return rows;
  }

  /** Returns a formation energy in eV/atom on the scale from 0 to 1; beyond it outside the data. */
  float scaledEnergy(double energy) {
    return (float) ((energy - lowestEnergy) / (highestEnergy - lowestEnergy + EPSILON));
  }

  /** Returns the atomic fraction of an element from its scaled value. */
  float fraction(int element, float scaled) {
    return lowest[element] + scaled * (highest[element] - lowest[element] + EPSILON);
  }

  void write(DataOutput out) throws IOException {
    StringJoiner symbols = new StringJoiner(",");
    elements.forEach(element -> symbols.add(element.symbol()));
    out.writeUTF(symbols.toString());
    out.writeInt(lowest.length);
    DenseNetwork.writeFloats(out, lowest);
    DenseNetwork.writeFloats(out, highest);
    out.writeDouble(lowestEnergy);
    out.writeDouble(highestEnergy);
  }

  static AdversarialScaling read(DataInput in) throws IOException {
    List<Element> elements = new ArrayList<>();
    for (String symbol : in.readUTF().split(",")) {
      elements.add(Element.of(symbol));
    }
    int columns = DenseNetwork.bounded(in.readInt(), MOST_COLUMNS, "columns");
    return new AdversarialScaling(
        elements,
        DenseNetwork.readFloats(in, columns),
        DenseNetwork.readFloats(in, columns),
        in.readDouble(),
        in.readDouble());
  }
}
