package dev.weir.reactor;

import dev.weir.device.Device;
import dev.weir.device.FaultClass;
import dev.weir.reactor.Finding.Reaction;
import java.util.List;
import java.util.function.Consumer;

/**
 * Interlock 13, a device restarted, ran into its own watchdog, or holds other settings than were
 * written. Feeds stop and the contents, now unknown, are flushed; when it is the pump that flushes,
 * everything stops. While the reactor is being made safe or cleared a restart is expected and means
 * nothing.
 */
record DeviceReset() implements Interlock {
  private static final List<FaultClass> RESETS =
      List.of(FaultClass.RESET, FaultClass.WATCHDOG, FaultClass.READBACK);

  @Override
  public AlarmKind kind() {
    return AlarmKind.DEVICE_RESET;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    if (!evidence.isArmed()) {
      return;
    }
    for (DeviceTrace device : evidence.devices()) {
      for (FaultClass fault : RESETS) {
        if (device.hasFault(fault, evidence.now())) {
          findings.accept(
              new Finding(
                  AlarmKind.DEVICE_RESET,
                  device.name().text(),
                  "%s: %s".formatted(fault, device.faultText(fault)),
                  reaction(evidence, device)));
        }
      }
    }
  }

  private static Reaction reaction(Evidence evidence, DeviceTrace device) {
    return switch (device.device()) {
      case Device.Pump pump ->
          pump.name().equals(evidence.flushFeed().pump().name())
              ? Reaction.STOP_TRIP
              : Reaction.FLUSH_TRIP;
      case Device.TemperatureController ignored -> Reaction.FLUSH_TRIP;
      case Device.Sensor ignored -> Reaction.FLUSH_TRIP;
      case Device.Analyser ignored -> Reaction.ALARM;
    };
  }
}
