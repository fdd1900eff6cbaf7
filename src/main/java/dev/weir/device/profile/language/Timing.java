package dev.weir.device.profile.language;

import java.time.Duration;

/**
 * How fast a device may be spoken to. The driver keeps to it; the simulator treats a breach as the
 * real device would.
 *
 * @param gapAfterWrite silence after a command that changes something
 * @param gapAfterQuery silence after a command that only asks
 * @param firstByteTimeout how long the first byte of a reply may take
 * @param interByteTimeout how long the next byte may take
 * @param afterOpen silence after the line was opened
 * @param whenTooFast what the device does when it is spoken to too fast
 */
public record Timing(
    Duration gapAfterWrite,
    Duration gapAfterQuery,
    Duration firstByteTimeout,
    Duration interByteTimeout,
    Duration afterOpen,
    Haste whenTooFast) {

  /** What a device does with a request that comes before its gap has passed. */
  public enum Haste {
    /** It does not hear it. */
    IGNORED,
    /** Its interface hangs until it is switched off and on. */
    HANGS
  }
}
