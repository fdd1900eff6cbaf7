package dev.weir.materials.formula;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A chemical element with its tabulated properties. Elements are equal when their atomic numbers
 * are, and ordered by them.
 *
 * <p>Sources of the values: the head of the resource {@code materials/elements.csv}.
 *
 * @param atomicNumber from 1 to {@value #LAST}
 * @param symbol for example {@code Fe}
 * @param name for example {@code Iron}
 * @param atomicMass relative atomic mass, in u
 * @param electronegativity on Pauling's scale; empty where none is tabulated
 * @param covalentRadius in pm, after Cordero; empty where none is tabulated
 * @param group column of the periodic table, 1 to 18; the f block counts as 3
 * @param period row of the periodic table, 1 to 7
 * @param mendeleevNumber place in Pettifor's chemical scale: neighbours replace each other in
 *     crystals
 * @param valence electrons of the outer shells
 */
public record Element(
    int atomicNumber,
    String symbol,
    String name,
    double atomicMass,
    OptionalDouble electronegativity,
    OptionalDouble covalentRadius,
    int group,
    int period,
    int mendeleevNumber,
    Valence valence)
    implements Comparable<Element> {

  /** The heaviest element known here: lawrencium. */
  public static final int LAST = 103;

  /**
   * How many electrons of each kind the outer shells hold.
   *
   * @param s 0 to 2
   * @param p 0 to 6
   * @param d 0 to 10
   * @param f 0 to 14
   */
  public record Valence(int s, int p, int d, int f) {}

  /** Returns the element of a symbol such as {@code Fe}, if there is one. */
  public static Optional<Element> find(String symbol) {
    return PeriodicTable.find(symbol);
  }

  /**
   * Returns the element of a symbol such as {@code Fe}.
   *
   * @throws IllegalArgumentException when no element has it
   */
  public static Element of(String symbol) {
    return find(symbol)
        .orElseThrow(() -> new IllegalArgumentException("no element has the symbol " + symbol));
  }

  /**
   * Returns the element of an atomic number.
   *
   * @throws IllegalArgumentException when it is not from 1 to {@value #LAST}
   */
  public static Element of(int atomicNumber) {
    if (atomicNumber < 1 || atomicNumber > LAST) {
      throw new IllegalArgumentException(
          "atomic number must be from 1 to " + LAST + ", was " + atomicNumber);
    }
    return PeriodicTable.ALL.get(atomicNumber - 1);
  }

  /** Returns all elements by rising atomic number. */
  public static List<Element> all() {
    return PeriodicTable.ALL;
  }

  /**
   * Tells whether the element counts as a metal where formulas of metals only are called valid. It
   * does when it is in the list that validity figures of the literature use ({@code smact.metals}
   * of SMACT, Davies et al., J. Open Source Softw. 4 (2019) 1361) and is no metalloid: that list
   * also holds germanium, antimony and polonium, and lacks promethium and lawrencium. Whatever is
   * valid with this narrower list is valid with SMACT's.
   */
  public boolean isMetal() {
    return !PeriodicTable.NOT_COUNTED_AS_METALS.contains(symbol);
  }

  @Override
  public int compareTo(Element other) {
    return Integer.compare(atomicNumber, other.atomicNumber);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Element element && element.atomicNumber == atomicNumber;
  }

  @Override
  public int hashCode() {
    return atomicNumber;
  }

  @Override
  public String toString() {
    return symbol;
  }
}
