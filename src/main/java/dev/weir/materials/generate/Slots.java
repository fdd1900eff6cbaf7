package dev.weir.materials.generate;

/**
 * A formula on the work bench: its counts in rising order and the element that fills each. Owned by
 * one thread; the fields are open to the hot loops of this package.
 */
final class Slots {
  /** The largest number of elements. */
  static final int MOST = 7;

  /** How many elements there are. */
  int size;

  /** The number of the stoichiometry in {@link Stoichiometries}. */
  int shape;

  /** How many atoms fill each slot; shared, not to be written. */
  int[] counts = {};

  /** The atomic number of the element in each slot. */
  final int[] elements = new int[MOST];

  /** Room for whoever sorts. */
  final int[] scratch = new int[MOST];

  /** Takes a stoichiometry; the elements are to be filled in. */
  void fill(int number, int[] wanted) {
    shape = number;
    counts = wanted;
    size = wanted.length;
  }

  /** Takes over another formula. */
  void copy(Slots other) {
    fill(other.shape, other.counts);
    System.arraycopy(other.elements, 0, elements, 0, size);
  }

  /** Tells whether an element is in some slot. */
  boolean holds(int element) {
    for (int i = 0; i < size; i++) {
      if (elements[i] == element) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many atoms there are. */
  int atoms() {
    int atoms = 0;
    for (int i = 0; i < size; i++) {
      atoms += counts[i];
    }
    return atoms;
  }
}
