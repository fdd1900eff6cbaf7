package dev.weir.reactor;

/**
 * The last samples of one measured value, newest first. Owned by the control thread.
 *
 * <p>A ring of fixed size; samples closer together than the spacing are left out, so that one ring
 * looks far back and another one closely.
 */
final class Trace {
  private final long[] times;
  private final double[] values;
  private final long spacing;
  private int count;
  private int newest = -1;

  Trace(int capacity, long spacingNanos) {
    times = new long[capacity];
    values = new double[capacity];
    spacing = spacingNanos;
  }

  /** Adds a sample; one that is not newer than the last by the spacing is left out. */
  void add(long at, double value) {
    if (count > 0 && at - times[newest] < Math.max(1, spacing)) {
      return;
    }
    newest = (newest + 1) % times.length;
    times[newest] = at;
    values[newest] = value;
    count = Math.min(count + 1, times.length);
  }

  int size() {
    return count;
  }

  /** Returns the time of the sample so many places before the newest. */
  long at(int back) {
    return times[index(back)];
  }

  /** Returns the value of the sample so many places before the newest. */
  double value(int back) {
    return values[index(back)];
  }

  /** Tells whether the newest sample is not older than the given time. */
  boolean isFresh(long oldest) {
    return count > 0 && at(0) >= oldest;
  }

  /**
   * Returns how many of the last three samples, not older than the given time, lie above the limit.
   */
  int votesAbove(double limit, long oldest) {
    int votes = 0;
    for (int back = 0; back < Math.min(3, count) && at(back) >= oldest; back++) {
      votes += value(back) > limit ? 1 : 0;
    }
    return votes;
  }

  /**
   * Returns how many of the last three samples, not older than the given time, lie below the limit.
   */
  int votesBelow(double limit, long oldest) {
    int votes = 0;
    for (int back = 0; back < Math.min(3, count) && at(back) >= oldest; back++) {
      votes += value(back) < limit ? 1 : 0;
    }
    return votes;
  }

  /**
   * Returns the place of the newest sample that is older than the newest by at least the span, or
   * -1.
   */
  int backBy(long span) {
    for (int back = 1; back < count; back++) {
      if (at(0) - at(back) >= span) {
        return back;
      }
    }
    return -1;
  }

  /**
   * Returns the rise per second from at least so long ago to now, between medians of three samples
   * so that a single wrong one makes no slope; NaN when there are too few.
   */
  double medianSlopePerSecond(long span) {
    int back = backBy(span);
    return back < 0
        ? Double.NaN
        : (medianOfThree(0) - medianOfThree(back)) / ((at(0) - at(back)) / (double) Nanos.SECOND);
  }

  /**
   * Returns the rise from the newest sample at least so long ago to the newest; NaN when there is
   * none.
   */
  double riseOver(long span) {
    int back = backBy(span);
    return back < 0 ? Double.NaN : value(0) - value(back);
  }

  /**
   * Returns the median of three samples from the given place backwards; NaN when there are fewer.
   */
  double medianOfThree(int back) {
    if (back < 0 || back + 3 > count) {
      return Double.NaN;
    }
    double a = value(back);
    double b = value(back + 1);
    double c = value(back + 2);
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private int index(int back) {
    if (back < 0 || back >= count) {
      throw new IndexOutOfBoundsException("sample %d of %d".formatted(back, count));
    }
    return Math.floorMod(newest - back, times.length);
  }
}
