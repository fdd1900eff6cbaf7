package dev.weir.reactor;

import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * Interlocks 10 and 11, a device is lost: no valid reply from a pump for 3 s stops everything; none
 * from the temperature controller for 5 s stops the feeds and flushes. A sensor or analyser only
 * alarms here; what is missing without it is another interlock's matter. While the reactor is being
 * made safe or cleared a loss alarms and does not trip.
 *
 * @param controller the temperature controller that heats the coil
 */
record LostDevice(DeviceName controller) implements Interlock {
  static final long PUMP_SILENT = 3 * Nanos.SECOND;
  static final long OTHER_SILENT = 5 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.DEVICE_LOST;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    for (DeviceTrace device : evidence.devices()) {
      if (isLost(device, evidence.now()) && (device.wasReady() || evidence.isArmed())) {
        findings.accept(
            new Finding(
                AlarmKind.DEVICE_LOST,
                device.name().text(),
                "%s: no valid reply for %.1f s, link %s"
                    .formatted(
                        device.name(),
                        device.silentFor(evidence.now()) / (double) Nanos.SECOND,
                        device.link()),
                evidence.isArmed() ? reaction(device.device()) : Reaction.ALARM));
      }
    }
  }

  /** Tells whether a device counts as lost. */
  static boolean isLost(DeviceTrace trace, long now) {
    return switch (trace.device()) {
      case Device.Pump ignored -> trace.isLost(PUMP_SILENT, now);
      case Device.TemperatureController ignored -> trace.isLost(OTHER_SILENT, now);
      case Device.Sensor ignored -> trace.isLost(OTHER_SILENT, now);
      // An analyser may have nothing to say for an hour; only its link counts.
      case Device.Analyser ignored -> trace.hasLostLink(OTHER_SILENT, now);
    };
  }

  private Reaction reaction(Device device) {
    return switch (device) {
      case Device.Pump ignored -> Reaction.STOP_TRIP;
      case Device.TemperatureController heater ->
          heater.name().equals(controller) ? Reaction.FLUSH_TRIP : Reaction.ALARM;
      case Device.Sensor ignored -> Reaction.ALARM;
      case Device.Analyser ignored -> Reaction.ALARM;
    };
  }
}
