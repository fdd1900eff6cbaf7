package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * A device has been asked to be safe for 30 s and has not proven it. It stays alarmed until it
 * does: the safe state is never assumed.
 */
record UnprovenSafe() implements Interlock {
  static final long PROVEN_WITHIN = 30 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.UNCONFIRMED_SAFE;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    // In ABORTED everything was proven or alarmed: a device that falls back is alarmed at once.
    if (evidence.state() != ReactorState.ABORTED
        && !Nanos.lasted(evidence.safeSince(), PROVEN_WITHIN, evidence.now())) {
      return;
    }
    for (DeviceTrace device : evidence.devices()) {
      if (device.isActuator() && !device.isProvenSafe()) {
        findings.accept(
            new Finding(
                AlarmKind.UNCONFIRMED_SAFE,
                device.name().text(),
                "%s has not proven its safe state within 30 s, link %s"
                    .formatted(device.name(), device.link()),
                Reaction.ALARM));
      }
    }
  }
}
