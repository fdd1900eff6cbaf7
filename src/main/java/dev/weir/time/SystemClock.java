package dev.weir.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The wall's clock, made monotonic: it starts at the wall's time and then follows the machine's
 * steady counter, so that a step of the wall clock never moves the plant. The one place where the
 * program reads the machine's time or waits.
 */
public final class SystemClock implements PlantClock {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant now() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  /**
   * Returns how far the wall's clock is ahead of this one; a jump of it shows a step of the wall
   * clock.
   */
  public Duration wallAhead() {
    return Duration.between(now(), Instant.now());
  }

  /** Returns a steady counter in ns, for measuring how long a piece of work takes. */
  public long nanoseconds() {
    return System.nanoTime();
  }

  /** Parks the calling thread until the given instant of this clock, or until it is interrupted. */
  public void waitUntil(Instant instant) {
    while (!Thread.currentThread().isInterrupted()) {
      long nanos = Duration.between(now(), instant).toNanos();
      if (nanos <= 0) {
        return;
      }
      LockSupport.parkNanos(this, Math.min(nanos, TimeUnit.SECONDS.toNanos(1)));
    }
  }
}
