package dev.weir.device.line;

import dev.weir.time.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for a condition on other threads or other ends of a real connection, at most 5 s. */
final class Eventually {
  private static final SystemClock CLOCK = new SystemClock();
  private static final Duration AT_MOST = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(1);

  private Eventually() {}

  static void holds(String what, BooleanSupplier condition) {
    Instant until = CLOCK.now().plus(AT_MOST);
    while (!condition.getAsBoolean()) {
      if (!CLOCK.now().isBefore(until)) {
        throw new AssertionError("not within 5 s: " + what);
      }
      CLOCK.waitUntil(CLOCK.now().plus(BETWEEN));
    }
  }
}
