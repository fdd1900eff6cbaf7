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

  /** Reads the elements of the reduced formula. */
  ElementTokens(Formula formula) {
    List<Formula.Term> terms = formula.reduced().terms();
    double atoms = 0.0;
    for (Formula.Term term : terms) {
      atoms += term.count();
    }
    elements = new int[terms.size()];
    fractions = new float[terms.size()];
    amounts = new float[terms.size() * AMOUNTS];
    for (int i = 0; i < elements.length; i++) {
      Formula.Term term = terms.get(i);
      double fraction = term.count() / atoms;
      elements[i] = term.element().atomicNumber();
      fractions[i] = (float) fraction;
      // Scaled such that each varies by about one over known formulas.
      amounts[i * AMOUNTS] = (float) (4.0 * (fraction - 0.3));
      amounts[i * AMOUNTS + 1] = (float) (4.0 * (Math.sqrt(fraction) - 0.5));
      amounts[i * AMOUNTS + 2] = (float) (Math.log(fraction) + 1.4);
      amounts[i * AMOUNTS + 3] = (float) (Math.log(term.count()) - 0.8);
      amounts[i * AMOUNTS + 4] = (float) (Math.log(atoms) - 2.2);
    }
  }

  int size() {
    return elements.length;
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
