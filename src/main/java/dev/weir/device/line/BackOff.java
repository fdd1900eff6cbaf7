package dev.weir.device.line;

import java.time.Duration;
import java.time.Instant;

/**
 * When to try to open a port again: at once, then after 0.5 s, 1 s, 2 s and so on up to 30 s. Owned
 * by the line's thread.
 */
final class BackOff {
  /** Wait after the first failure. */
  static final Duration SHORTEST = Duration.ofMillis(500);

  /** Longest wait. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = SHORTEST;
  private Instant notBefore = Instant.MIN;

  boolean isDue(Instant now) {
    return !now.isBefore(notBefore);
  }

  /**
   * Notes a failure; the next try is due after the returned wait, the one after that later still.
   */
  Duration failed(Instant now) {
    Duration wait = next;
    notBefore = now.plus(wait);
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }

  /** Asks for one short wait, without making later ones longer. */
  Duration pause(Instant now) {
    notBefore = now.plus(SHORTEST);
    return SHORTEST;
  }

  /** A device answered: the next failure starts from the shortest wait again. */
  void proven() {
    next = SHORTEST;
  }

  /** Lets the next try be made at once. */
  void hurry() {
    notBefore = Instant.MIN;
  }
}
