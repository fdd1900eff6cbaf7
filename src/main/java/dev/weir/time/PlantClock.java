package dev.weir.time;

import java.time.Instant;

/**
 * The time of the plant: the wall's in production, a simulated one in tests and virtual campaigns.
 *
 * <p>Steps of the control cycle are given {@code now}; only the loop that drives them holds a
 * clock.
 */
public interface PlantClock {
  /** Returns the present instant of the plant. Never goes backwards. */
  Instant now();
}
