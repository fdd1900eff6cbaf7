package dev.weir.materials.generate;

/** A set of atomic numbers, 0 to 127, as bits. Owned by one thread. */
final class ElementBits {
  private long low;
  private long high;

  void set(long newLow, long newHigh) {
    low = newLow;
    high = newHigh;
  }

  void set(ElementBits other) {
    set(other.low, other.high);
  }

  void clear() {
    set(0, 0);
  }

  void add(int element) {
    if (element < Long.SIZE) {
      low |= 1L << element;
    } else {
      high |= 1L << element;
    }
  }

  void add(ElementBits others) {
    low |= others.low;
    high |= others.high;
  }

  void remove(int element) {
    if (element < Long.SIZE) {
      low &= ~(1L << element);
    } else {
      high &= ~(1L << element);
    }
  }

  void remove(long otherLow, long otherHigh) {
    low &= ~otherLow;
    high &= ~otherHigh;
  }

  void keep(ElementBits others) {
    low &= others.low;
    high &= others.high;
  }

  boolean has(int element) {
    return ((element < Long.SIZE ? low : high) >>> element & 1) == 1;
  }

  boolean isEmpty() {
    return (low | high) == 0;
  }

  /** Returns the least member from a number on; -1 when there is none. */
  int next(int from) {
    if (from < Long.SIZE) {
      long left = low & -1L << from;
      if (left != 0) {
        return Long.numberOfTrailingZeros(left);
      }
    }
    long left = from < Long.SIZE ? high : from < 2 * Long.SIZE ? high & -1L << from : 0;
    return left == 0 ? -1 : Long.SIZE + Long.numberOfTrailingZeros(left);
  }
}
