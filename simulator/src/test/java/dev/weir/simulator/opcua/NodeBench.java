package dev.weir.simulator.opcua;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.Reading;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.NodeLine;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A line with one simulated device whose values are nodes, in virtual time. */
final class NodeBench {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final LineName LINE = new LineName("plc");
  static final DeviceName DEVICE = new DeviceName("device");
  static final Duration SERVER_AHEAD = Duration.ofMinutes(-37);

  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LEASE = Duration.ofHours(1);
  private static final Transport SERVER =
      new Transport.OpcUa(
          "opc.tcp://localhost:4840",
          Transport.Security.BASIC256SHA256,
          Optional.empty(),
          Optional.empty());

  final List<DeviceReport> reports = new ArrayList<>();
  final NodeWorld world;
  final WorldSession session;
  final NodeLine line;
  Instant now = START;

  private NodeBench(ProfiledDevice device) {
    List<String> monomers = List.of("MMA", "St");
    this.world = new NodeWorld(device.nodes(monomers), START);
    this.session = new WorldSession(world, () -> now, SERVER_AHEAD);
    this.line = new NodeLine(LINE, session, List.of(device.nodeDialogue(monomers)), reports::add);
  }

  static NodeBench analyser() {
    return new NodeBench(
        device(home().resolve("device-profiles/mt-icir-opcua.yaml"), Map.of("template", "mma")));
  }

  static NodeBench bath() {
    return new NodeBench(
        device(home().resolve("src/test/resources/node-profiles/plc-bath.yaml"), Map.of()));
  }

  static Path home() {
    return Path.of(System.getProperty("weir.home", ".."));
  }

  static ProfiledDevice device(Path profile, Map<String, String> parameters) {
    String id = String.valueOf(profile.getFileName()).replace(".yaml", "");
    return ProfiledDevice.of(
        ProfileReader.read(profile),
        new DeviceDescription(DEVICE, id, LINE, "", parameters, Map.of()),
        SERVER);
  }

  void want(Wanted wanted) {
    line.post(new DeviceRequest(DEVICE, wanted, now.plus(LEASE)));
  }

  void run(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(STEP);
      world.step(now);
      line.doWork(now);
    }
  }

  Optional<Reading> latest(Capability capability) {
    return last(report ->
            report instanceof DeviceReport.ReadingTaken(Tag tag, Reading _)
                && tag.capability() == capability)
        .map(report -> ((DeviceReport.ReadingTaken) report).reading());
  }

  Optional<DeviceReport> last(Predicate<DeviceReport> wanted) {
    return reports.reversed().stream().filter(wanted).findFirst();
  }

  <T extends DeviceReport> Optional<T> last(Class<T> kind) {
    return last(kind::isInstance).map(kind::cast);
  }

  <T extends DeviceReport> List<T> all(Class<T> kind) {
    return reports.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
