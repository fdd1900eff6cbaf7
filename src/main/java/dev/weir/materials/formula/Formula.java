package dev.weir.materials.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The formula of a compound: how many atoms of each element, as whole numbers, {@code Fe2O3}. It
 * knows nothing of the crystal. Two formulas are equal when they hold the same counts: {@code
 * Na2Cl2} is not {@code NaCl}, but its {@link #reduced} form is.
 *
 * @param terms by rising atomic number, each element once, at least one
 */
public record Formula(List<Term> terms) implements Comparable<Formula> {
  /** The largest number of atoms of one element in a formula. */
  public static final int MOST_ATOMS = 1_000_000;

  /** Cations first: rising electronegativity, elements without a value last. */
  private static final Comparator<Term> PRINTING =
      Comparator.comparingDouble(
              (Term term) -> term.element().electronegativity().orElse(Double.MAX_VALUE))
          .thenComparing(term -> term.element().symbol());

  /**
   * The atoms of one element.
   *
   * @param element the element
   * @param count how many atoms, 1 to {@value Formula#MOST_ATOMS}
   */
  public record Term(Element element, int count) {
    /** Rejects a count outside the range. */
    public Term {
      if (count < 1 || count > MOST_ATOMS) {
        throw new IllegalArgumentException(
            element + " must have 1 to " + MOST_ATOMS + " atoms, has " + count);
      }
    }

    private String print() {
      return count == 1 ? element.symbol() : element.symbol() + count;
    }
  }

  /** Rejects an empty formula, and one whose elements are out of order or come twice. */
  public Formula {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a formula needs at least one element");
    }
    for (int i = 1; i < terms.size(); i++) {
      if (terms.get(i - 1).element().compareTo(terms.get(i).element()) >= 0) {
        throw new IllegalArgumentException(
            "the elements of a formula must rise in atomic number: " + terms);
      }
    }
  }

  /** Returns the formula of these counts. */
  public static Formula of(Map<Element, Integer> counts) {
    SortedMap<Element, Integer> sorted = new TreeMap<>(counts);
    return new Formula(
        sorted.entrySet().stream().map(e -> new Term(e.getKey(), e.getValue())).toList());
  }

  /**
   * Reads a formula: {@code Fe2O3}, {@code Ca(OH)2}, {@code K4[Fe(CN)6]}, {@code CuSO4·5H2O} (also
   * with {@code *} or {@code .}), {@code Li0.5CoO2}. Amounts that are not whole are brought to the
   * smallest whole numbers in the same ratio.
   *
   * @throws IllegalArgumentException when the text is no formula; the message says where and why
   */
  public static Formula parse(String text) {
    return new FormulaParser(text).parse();
  }

  /** Reads a formula, or nothing when the text is none. */
  public static Optional<Formula> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** Returns the elements by rising atomic number. */
  public List<Element> elements() {
    return terms.stream().map(Term::element).toList();
  }

  /** Returns how many atoms of an element there are; 0 when it is not in the formula. */
  public int count(Element element) {
    for (Term term : terms) {
      if (term.element().equals(element)) {
        return term.count();
      }
    }
    return 0;
  }

  /** Returns how many atoms the formula counts. */
  public long atoms() {
    long atoms = 0;
    for (Term term : terms) {
      atoms += term.count();
    }
    return atoms;
  }

  /** Returns the share of an element among the atoms, in mol/mol. */
  public double fraction(Element element) {
    return (double) count(element) / atoms();
  }

  /** Returns the mass of the formula, in u. */
  public double mass() {
    double mass = 0.0;
    for (Term term : terms) {
      mass += term.count() * term.element().atomicMass();
    }
    return mass;
  }

  /** Returns the formula with the smallest whole numbers in the same ratio. */
  public Formula reduced() {
    int divisor = 0;
    for (Term term : terms) {
      divisor = greatestCommonDivisor(term.count(), divisor);
    }
    if (divisor == 1) {
      return this;
    }
    List<Term> smaller = new ArrayList<>();
    for (Term term : terms) {
      smaller.add(new Term(term.element(), term.count() / divisor));
    }
    return new Formula(smaller);
  }

  /** Returns the counts of the reduced formula in rising order: [2, 3] of Fe2O3. */
  public List<Integer> stoichiometry() {
    return reduced().terms.stream().map(Term::count).sorted().toList();
  }

  /**
   * Returns the reduced formula without its elements: letters in the order of rising counts, {@code
   * A2B3} of Fe2O3.
   */
  public String anonymous() {
    StringBuilder text = new StringBuilder();
    char letter = 'A';
    for (int count : stoichiometry()) {
      text.append(letter);
      if (count > 1) {
        text.append(count);
      }
      letter++;
    }
    return text.toString();
  }

  /** Prints the elements in alphabetical order: {@code AgTe2Tl}. */
  public String alphabetical() {
    return print(Comparator.comparing(term -> term.element().symbol()));
  }

  @Override
  public int compareTo(Formula other) {
    return alphabetical().compareTo(other.alphabetical());
  }

  /** Prints the elements by rising electronegativity: {@code TlAgTe2}; {@link #parse} reads it. */
  @Override
  public String toString() {
    return print(PRINTING);
  }

  private String print(Comparator<Term> order) {
    StringBuilder text = new StringBuilder();
    terms.stream().sorted(order).forEach(term -> text.append(term.print()));
    return text.toString();
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
