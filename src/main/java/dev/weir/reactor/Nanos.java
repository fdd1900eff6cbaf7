package dev.weir.reactor;

import java.time.Instant;

/** Plant time as nanoseconds since 1970, which the cycle compares thousands of times per second. */
final class Nanos {
  static final long SECOND = 1_000_000_000L;
  static final long MINUTE = 60 * SECOND;

  /** A time that never comes: conditions that do not hold have begun "never". */
  static final long NEVER = Long.MAX_VALUE;

  private Nanos() {}

  /** Returns the instant in ns since 1970; valid until the year 2262. */
  static long of(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  /** Tells whether a condition that began then has lasted so long by now. */
  static boolean lasted(long since, long span, long now) {
    return since != NEVER && now - since >= span;
  }
}
