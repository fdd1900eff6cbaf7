package dev.weir.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when it is told to. Owned by the thread that steps it. */
public final class SteppedClock implements PlantClock {
  private Instant now;

  /** Starts at the given instant. */
  public SteppedClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant now() {
    return now;
  }

  /**
   * Moves ahead.
   *
   * @throws IllegalArgumentException when the step is negative
   */
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("a clock cannot go back by " + step);
    }
    now = now.plus(step);
    return now;
  }
}
