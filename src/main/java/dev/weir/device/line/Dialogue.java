package dev.weir.device.line;

import dev.weir.device.DeviceReport;
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
public interface Dialogue extends Conversation {
  /** Returns the exchange that is due now, if any. */
  Optional<Exchange> next(Instant now);

  /** Takes the reply to the exchange that {@link #next} returned last. */
  void answered(Exchange exchange, Reply reply, Instant now, Consumer<DeviceReport> reports);

  /** Takes a complete frame that nobody asked for. */
  void unsolicited(Bytes frame, Instant now, Consumer<DeviceReport> reports);
}
