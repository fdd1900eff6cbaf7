package dev.weir.device.line;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.Wanted;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What a line needs of every device on it, whatever travels on the line: bytes ({@link Dialogue})
 * or named values ({@link dev.weir.device.line.node.NodeDialogue}). Owned by one line thread.
 */
public interface Conversation {
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
}
