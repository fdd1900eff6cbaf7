package dev.weir.reactor;

import dev.weir.device.Device;
import dev.weir.device.FaultClass;
import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * A device reports a fault of its own: one that stays, or that it was taken out of remote control,
 * holds or stops by what the device is; the others alarm. Classes with an interlock of their own
 * (over-pressure, stall, reset, watchdog, read-back, silence) are left to it.
 */
record FaultyDevice() implements Interlock {
  private static final FaultClass[] CLASSES = FaultClass.values();

  @Override
  public AlarmKind kind() {
    return AlarmKind.DEVICE_FAULT;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    for (DeviceTrace device : evidence.devices()) {
      for (FaultClass fault : CLASSES) {
        if (device.hasFault(fault, evidence.now()) && isOurs(fault)) {
          findings.accept(
              new Finding(
                  AlarmKind.DEVICE_FAULT,
                  device.name().text(),
                  "%s: %s".formatted(fault, device.faultText(fault)),
                  stays(fault) && evidence.isArmed()
                      ? reaction(evidence, device)
                      : Reaction.ALARM));
        }
      }
    }
  }

  private static boolean isOurs(FaultClass fault) {
    return switch (fault) {
      case PROTOCOL,
          BUSY,
          REFUSED_RANGE,
          REFUSED_STATE,
          CHECKSUM,
          NOT_REMOTE,
          HARDWARE_LATCHED,
          UNKNOWN ->
          true;
      case OVERPRESSURE, STALL, WATCHDOG, RESET, READBACK, SILENT -> false;
    };
  }

  private static boolean stays(FaultClass fault) {
    return fault == FaultClass.HARDWARE_LATCHED || fault == FaultClass.NOT_REMOTE;
  }

  private static Reaction reaction(Evidence evidence, DeviceTrace device) {
    return switch (device.device()) {
      case Device.Pump pump ->
          pump.name().equals(evidence.flushFeed().pump().name())
              ? Reaction.STOP_TRIP
              : Reaction.FLUSH_TRIP;
      case Device.TemperatureController ignored -> Reaction.FLUSH_TRIP;
      case Device.Sensor ignored -> Reaction.SUSPEND;
      case Device.Analyser ignored -> Reaction.ALARM;
    };
  }
}
