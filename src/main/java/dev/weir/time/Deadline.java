package dev.weir.time;

import java.time.Duration;
import java.time.Instant;

/**
 * An instant by which something must have happened.
 *
 * @param at the first instant at which it is too late
 */
public record Deadline(Instant at) {
  /** Returns the deadline that lies so far ahead of now. */
  public static Deadline after(Instant now, Duration span) {
    return new Deadline(now.plus(span));
  }

  /** Tells whether it is too late at the given instant. */
  public boolean hasPassed(Instant now) {
    return !now.isBefore(at);
  }

  /** Returns how much time is left; zero when it has passed. */
  public Duration left(Instant now) {
    return hasPassed(now) ? Duration.ZERO : Duration.between(now, at);
  }
}
