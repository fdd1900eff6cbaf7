package dev.weir.reactor;

import java.util.ArrayDeque;
import java.util.Deque;

/** How often the reactor has suspended itself within the last hour. Owned by the control thread. */
final class Suspensions {
  /** Suspensions within an hour; one more becomes a hold that only an operator ends. */
  static final int LIMIT = 3;

  private static final long HOUR = 60 * Nanos.MINUTE;

  private final Deque<Long> times = new ArrayDeque<>();

  /** Tells whether one more is within the limit, and counts it if so. */
  boolean mayAgain(long now) {
    while (!times.isEmpty() && now - times.peekFirst() > HOUR) {
      times.removeFirst();
    }
    if (times.size() >= LIMIT) {
      return false;
    }
    times.addLast(now);
    return true;
  }
}
