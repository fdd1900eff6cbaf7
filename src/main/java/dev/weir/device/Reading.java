package dev.weir.device;

import dev.weir.units.Quantity;
import java.time.Instant;

/**
 * One value taken from a device, or the reason why there is none. Garbage is a bad reading, never a
 * number.
 */
public sealed interface Reading {
  /** Returns when the reply was complete, on the plant's clock. */
  Instant acquiredAt();

  /**
   * A value that was read.
   *
   * @param value the quantity, of the dimension of its tag's capability
   * @param observability how it is known
   * @param generatedAt when the device took it, as far as the device says; else when it was asked
   * @param acquiredAt when the reply was complete
   */
  record Good(Quantity value, Observability observability, Instant generatedAt, Instant acquiredAt)
      implements Reading {}

  /**
   * No value.
   *
   * @param reason why
   * @param acquiredAt when this became known
   */
  record Bad(BadReason reason, Instant acquiredAt) implements Reading {}

  /** Returns a reading without a value. */
  static Reading bad(BadReason reason, Instant now) {
    return new Bad(reason, now);
  }
}
