package dev.weir.materials.generate;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stoichiometries of known formulas, numbered, so that a formula fits into one whole number:
 * the number of its stoichiometry and seven bits for each element. Equal formulas have equal
 * numbers and different ones different numbers. Formulas of more than {@value Slots#MOST} elements
 * are left out. Immutable.
 */
final class Stoichiometries {
  private static final int BITS = 7;
  private static final int SHAPE_AT = BITS * Slots.MOST;
  private static final long ELEMENT = (1L << BITS) - 1;
  private static final int MOST_SHAPES = 1 << (63 - SHAPE_AT);

  private final List<int[]> counts;
  private final Map<List<Integer>, Integer> numbers;

  private Stoichiometries(List<int[]> counts, Map<List<Integer>, Integer> numbers) {
    this.counts = counts;
    this.numbers = numbers;
  }

  /** Numbers the stoichiometries of formulas in the order of their coming. */
  static Stoichiometries of(List<Formula> formulas) {
    Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
    for (Formula formula : formulas) {
      if (formula.terms().size() <= Slots.MOST && numbers.size() < MOST_SHAPES) {
        numbers.putIfAbsent(formula.stoichiometry(), numbers.size());
      }
    }
    List<int[]> counts = new ArrayList<>();
    for (List<Integer> shape : numbers.keySet()) {
      counts.add(shape.stream().mapToInt(Integer::intValue).toArray());
    }
    return new Stoichiometries(counts, numbers);
  }

  /** Returns how many there are. */
  int size() {
    return counts.size();
  }

  /** Puts a formula into slots; tells whether its stoichiometry is known. */
  boolean load(Formula formula, Slots slots) {
    Formula reduced = formula.reduced();
    Integer shape = numbers.get(reduced.stoichiometry());
    if (shape == null) {
      return false;
    }
    List<Formula.Term> terms = new ArrayList<>(reduced.terms());
    terms.sort(Comparator.comparingInt(Formula.Term::count));
    slots.fill(shape, counts.get(shape));
    for (int i = 0; i < terms.size(); i++) {
      slots.elements[i] = terms.get(i).element().atomicNumber();
    }
    return true;
  }

  /** Puts the formula of a number into slots. */
  void load(long code, Slots slots) {
    int shape = (int) (code >>> SHAPE_AT);
    slots.fill(shape, counts.get(shape));
    for (int i = 0; i < slots.size; i++) {
      slots.elements[i] = (int) (code >>> (BITS * i) & ELEMENT);
    }
  }

  /** Returns the number of the formula in slots: elements of equal counts are put in order. */
  static long code(Slots slots) {
    int[] elements = slots.scratch;
    long code = (long) slots.shape << SHAPE_AT;
    for (int i = 0; i < slots.size; i++) {
      int element = slots.elements[i];
      int at = i;
      for (;
          at > 0 && slots.counts[at - 1] == slots.counts[i] && elements[at - 1] > element;
          at--) {
        elements[at] = elements[at - 1];
      }
      elements[at] = element;
    }
    for (int i = 0; i < slots.size; i++) {
      code |= (long) elements[i] << (BITS * i);
    }
    return code;
  }

  /** Returns the formula of a number. */
  Formula formula(long code) {
    Slots slots = new Slots();
    load(code, slots);
    Formula.Term[] terms = new Formula.Term[slots.size];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = new Formula.Term(Element.of(slots.elements[i]), slots.counts[i]);
    }
    Arrays.sort(terms, Comparator.comparing(Formula.Term::element));
    return new Formula(Arrays.asList(terms));
  }
}
