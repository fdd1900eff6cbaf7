package dev.weir.materials.generate;

import dev.weir.materials.formula.Formula;
import java.util.List;

/**
 * A formula as a set of elements: for each its atomic number and how much of it there is. Owned by
 * its maker.
 */
final class ElementTokens {
  /** How many numbers tell the amount of an element. */
  static final int AMOUNTS = 5;

  private final int[] elements;
  private final float[] fractions;
  private final float[] amounts;
  private int size;

  /** Room for formulas of at most so many elements, to be {@link #load}ed. */
  ElementTokens(int most) {
    elements = new int[most];
    fractions = new float[most];
    amounts = new float[most * AMOUNTS];
  }

  /** Reads the elements of the reduced formula. */
  ElementTokens(Formula formula) {
    this(formula.terms().size());
    List<Formula.Term> terms = formula.reduced().terms();
    double atoms = formula.reduced().atoms();
    for (int i = 0; i < elements.length; i++) {
      put(i, terms.get(i).element().atomicNumber(), terms.get(i).count(), atoms);
    }
    size = elements.length;
  }

  /** Reads the elements of a reduced formula in slots. */
  void load(Slots slots) {
    double atoms = slots.atoms();
    for (int i = 0; i < slots.size; i++) {
      put(i, slots.elements[i], slots.counts[i], atoms);
    }
    size = slots.size;
  }

  private void put(int i, int element, int count, double atoms) {
    double fraction = count / atoms;
    elements[i] = element;
    fractions[i] = (float) fraction;
    // Scaled such that each varies by about one over known formulas.
    amounts[i * AMOUNTS] = (float) (4.0 * (fraction - 0.3));
    amounts[i * AMOUNTS + 1] = (float) (4.0 * (Math.sqrt(fraction) - 0.5));
    amounts[i * AMOUNTS + 2] = (float) (Math.log(fraction) + 1.4);
    amounts[i * AMOUNTS + 3] = (float) (Math.log(count) - 0.8);
    amounts[i * AMOUNTS + 4] = (float) (Math.log(atoms) - 2.2);
  }

  int size() {
    return size;
  }

  int element(int token) {
    return elements[token];
  }

  float fraction(int token) {
    return fractions[token];
  }

  float amount(int token, int place) {
    return amounts[token * AMOUNTS + place];
  }
}
