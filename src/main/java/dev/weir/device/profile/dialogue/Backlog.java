package dev.weir.device.profile.dialogue;

import dev.weir.device.DeviceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reports that wait for the next exchange, such as refusals of a wish. Owned by one line thread.
 */
final class Backlog {
  /** Reports that wait at most; the oldest gives way. */
  private static final int MOST = 16;

  private final List<DeviceReport> waiting = new ArrayList<>();

  void add(DeviceReport report) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
    }
    waiting.add(report);
  }

  void tell(Consumer<DeviceReport> reports) {
    waiting.forEach(reports);
    waiting.clear();
  }
}
