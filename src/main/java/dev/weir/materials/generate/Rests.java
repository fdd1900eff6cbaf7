package dev.weir.materials.generate;

import java.util.Arrays;

/**
 * Which elements are spent for the open slot of a rest: with any of them the formula is known, made
 * already, or can never pass. A rest is a formula with one slot open. Whoever weighs the
 * substitutes of a slot asks once and need not try them one by one. Owned by one thread.
 *
 * <p>Open addressing with linear probing; a place is three numbers side by side: the rest's number
 * plus one, and the bits of the elements.
 */
final class Rests {
  private static final int PLACE = 3;
  private static final int FIRST_PLACES = 1 << 12;
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  /** Beyond this nothing more is kept in mind: about 300 MB. */
  private static final int MOST = 6_000_000;

  private static final double FULL = 0.7;

  private long[] places;
  private int size;

  Rests() {
    this(new long[PLACE * FIRST_PLACES], 0);
  }

  private Rests(long[] places, int size) {
    this.places = places;
    this.size = size;
  }

  /** Returns the same rests, to be gone on with. */
  Rests copy() {
    return new Rests(Arrays.copyOf(places, places.length), size);
  }

  /** Returns how many rests have a spent element. */
  int size() {
    return size;
  }

  /** Takes the spent elements of a formula's open slot out of a set. */
  void remove(Slots slots, int open, ElementBits from) {
    int at = find(places, number(slots, open));
    from.remove(places[at + 1], places[at + 2]);
  }

  /** Marks a formula as spent from each of its slots. */
  void spend(Slots slots) {
    for (int i = 0; i < slots.size; i++) {
      long wanted = number(slots, i);
      int at = find(places, wanted);
      if (places[at] == 0) {
        if (size >= MOST) {
          continue;
        }
        if (PLACE * (size + 1.0) > FULL * places.length) {
          grow();
          at = find(places, wanted);
        }
        places[at] = wanted;
        size++;
      }
      int element = slots.elements[i];
      places[at + 1 + element / Long.SIZE] |= 1L << element;
    }
  }

  /** The number of the formula without the element of a slot, plus one. */
  private static long number(Slots slots, int open) {
    int element = slots.elements[open];
    slots.elements[open] = 0;
    long number = Stoichiometries.code(slots) + 1;
    slots.elements[open] = element;
    return number;
  }

  /** Where a rest is, or where it would come. */
  private static int find(long[] places, long wanted) {
    int mask = places.length / PLACE - 1;
    long mixed = wanted * MIXER;
    int at = (int) (mixed ^ (mixed >>> 32)) & mask;
    while (places[PLACE * at] != 0 && places[PLACE * at] != wanted) {
      at = (at + 1) & mask;
    }
    return PLACE * at;
  }

  private void grow() {
    long[] larger = new long[2 * places.length];
    for (int from = 0; from < places.length; from += PLACE) {
      if (places[from] != 0) {
        System.arraycopy(places, from, larger, find(larger, places[from]), PLACE);
      }
    }
    places = larger;
  }
}
