package dev.weir.device.line;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Wanted;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The conversation with one device: which exchange comes next, and what its reply means. It knows
 * no port and no thread; the line that owns it carries its bytes. Owned by one line thread.
 *
 * <p>One exchange is under way at a time: after {@link #next} has returned one, {@link #answered}
 * is called exactly once before {@link #next} is called again.
 */
public interface Dialogue {
  /** Returns the device. */
  DeviceName device();

  /** The line was opened, or opened again: identify and verify from the start. */
  void opened(Instant now, Consumer<DeviceReport> reports);

  /** The line was closed or lost: every reading is bad until it is open again. */
  void closed(String reason, Instant now, Consumer<DeviceReport> reports);

  /** Takes the latest wish; it replaces an earlier one. */
  void want(Wanted wanted, Instant now);

  /** Tells whether the next exchange belongs to a stop and must overtake those of other devices. */
  boolean isUrgent();

  /** Returns the exchange that is due now, if any. */
  Optional<Exchange> next(Instant now);

  /** Takes the reply to the exchange that {@link #next} returned last. */
  void answered(Exchange exchange, Reply reply, Instant now, Consumer<DeviceReport> reports);

  /** Takes a complete frame that nobody asked for. */
  void unsolicited(Bytes frame, Instant now, Consumer<DeviceReport> reports);
}
