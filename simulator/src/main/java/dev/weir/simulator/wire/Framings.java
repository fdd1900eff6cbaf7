package dev.weir.simulator.wire;

import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.Simulation;
import dev.weir.device.profile.language.TransportKind;
import java.util.List;

/**
 * Which framing a simulated device speaks after power-up, and which it changes to. A device whose
 * watchdog command changes the framing wakes up in its first one, whatever the daemon is configured
 * to; any other speaks the configured one.
 *
 * @param atPowerUp name of the framing after power-up
 * @param other name of the framing that the watchdog command changes to; the same when there is
 *     none
 */
record Framings(String atPowerUp, String other) {
  static Framings of(DeviceProfile profile, DeviceDescription device, Transport transport) {
    TransportKind kind =
        switch (transport) {
          case Transport.Serial serial -> TransportKind.SERIAL;
          case Transport.Tcp tcp -> TransportKind.TCP;
          case Transport.Folder folder -> TransportKind.FOLDER;
          case Transport.OpcUa opcUa -> TransportKind.OPCUA;
        };
    List<String> fitting =
        profile.wire().framings().values().stream()
            .filter(framing -> framing.on().contains(kind))
            .map(Framing::name)
            .toList();
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException(
          "device '%s': profile %s does not travel by %s"
              .formatted(device.name(), profile.id(), kind));
    }
    boolean changes =
        profile.simulation().commands().values().stream()
            .anyMatch(
                command ->
                    command.effect().filter(e -> e == Simulation.Effect.SET_WATCHDOG).isPresent());
    if (changes) {
      return new Framings(fitting.getFirst(), fitting.getLast());
    }
    String configured =
        device.parameters().getOrDefault(ParameterValues.FRAMING, fitting.getFirst());
    return new Framings(configured, configured);
  }
}
