package dev.weir.materials.generate;

/**
 * A set of formulas as their numbers ({@link Stoichiometries}), open addressing with linear
 * probing: a membership costs one or two reads of memory. Owned by one thread while it grows.
 */
final class CodeSet {
  private static final int FIRST_SIZE = 1 << 12;
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private long[] places = new long[FIRST_SIZE];
  private int size;

  /** Returns how many there are. */
  int size() {
    return size;
  }

  /** Tells whether a number is in the set. */
  boolean contains(long code) {
    long wanted = code + 1;
    int mask = places.length - 1;
    int at = place(wanted, mask);
    while (places[at] != 0) {
      if (places[at] == wanted) {
        return true;
      }
      at = (at + 1) & mask;
    }
    return false;
  }

  /** Adds a number from 0; tells whether it was not there. */
  boolean add(long code) {
    if (2 * (size + 1) > places.length) {
      grow();
    }
    if (!put(places, code + 1)) {
      return false;
    }
    size++;
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * places.length];
    for (long code : places) {
      if (code != 0) {
        put(larger, code);
      }
    }
    places = larger;
  }

  private static boolean put(long[] places, long wanted) {
    int mask = places.length - 1;
    int at = place(wanted, mask);
    while (places[at] != 0) {
      if (places[at] == wanted) {
        return false;
      }
      at = (at + 1) & mask;
    }
    places[at] = wanted;
    return true;
  }

  private static int place(long code, int mask) {
    long mixed = code * MIXER;
    return (int) (mixed ^ (mixed >>> 32)) & mask;
  }
}
