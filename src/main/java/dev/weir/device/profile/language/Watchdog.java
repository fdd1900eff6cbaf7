package dev.weir.device.profile.language;

import dev.weir.units.TimeSpan;
import java.util.Optional;

/**
 * What a device does by itself when the daemon falls silent.
 *
 * @param timeout how long it waits
 * @param onlyIn the framing in which it is armed; none when it always is
 * @param refresh what must be sent again within the time, when not every message will do
 * @param whileRunning whether that is sent only while the device is to move: a deadman, such as a
 *     target that ends the run, which is pushed on
 */
public record Watchdog(
    Choice<TimeSpan> timeout,
    Optional<String> onlyIn,
    Optional<Step> refresh,
    boolean whileRunning) {
  /** Tells whether it is armed in a framing. */
  public boolean isArmedIn(String framing) {
    return onlyIn.isEmpty() || onlyIn.get().equals(framing);
  }
}
