package dev.weir.device.profile.dialogue;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Where what a dialogue finds out at one instant goes to.
 *
 * @param device whom it is about
 * @param now the instant
 * @param reports takes the reports
 */
record Telling(DeviceName device, Instant now, Consumer<DeviceReport> reports) {
  void tell(DeviceReport report) {
    reports.accept(report);
  }

  void fault(FaultClass kind, String text) {
    reports.accept(new DeviceReport.DeviceFault(device, kind, text, now));
  }

  void madeSafe(boolean confirmed) {
    reports.accept(new DeviceReport.MadeSafe(device, confirmed, now));
  }
}
