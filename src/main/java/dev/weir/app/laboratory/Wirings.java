package dev.weir.app.laboratory;

import dev.weir.app.extension.VirtualBench;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.device.DeviceName;
import dev.weir.device.line.CapturedLine;
import dev.weir.device.line.CsvDropAnalyser;
import dev.weir.device.line.CsvDropSettings;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.DiskDropFolder;
import dev.weir.device.line.DropFolder;
import dev.weir.device.line.Line;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.NodeLine;
import dev.weir.device.line.Port;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.Transport;
import dev.weir.device.line.node.NodeSession;
import dev.weir.device.line.opcua.MiloSession;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The two ways in which a reactor's lines reach their devices: real ports and folders, or the far
 * ends of a virtual bench.
 */
final class Wirings {
  private Wirings() {}

  /**
   * Wires to the ports and folders that the file names.
   *
   * @param monomers whose conversions the analyser reports
   * @param certificates where our OPC UA certificate and those that are trusted lie, unless a line
   *     names another folder
   * @param captures folder in which each line of messages is written down, if any is
   */
  static BenchLines.Wiring real(
      List<String> monomers, Path certificates, Optional<CaptureFolder> captures) {
    return wiring(
        monomers,
        line -> PortFactory.portOf(line.transport()),
        line ->
            switch (line.transport()) {
              case Transport.Folder folder -> new DiskDropFolder(folder.root());
              case Transport.Serial _, Transport.Tcp _, Transport.OpcUa _ ->
                  throw noFolder(line.name());
            },
        (line, server) -> new MiloSession(line, server, certificates),
        captures);
  }

  /**
   * Wires to a virtual bench.
   *
   * @param monomers whose conversions the analyser reports
   */
  static BenchLines.Wiring virtual(VirtualBench bench, List<String> monomers) {
    return wiring(
        monomers,
        line -> bench.port(line.name()),
        line -> bench.folder(line.name()),
        (line, _) -> {
          throw new ConfigurationException(
              "line %s: the virtual bench has no OPC UA server; 'weir device-sim' has one for a real line"
                  .formatted(line));
        },
        Optional.empty());
  }

  private static BenchLines.Wiring wiring(
      List<String> monomers,
      Function<LineDescription, Port> port,
      Function<LineDescription, DropFolder> folder,
      BiFunction<LineName, Transport.OpcUa, NodeSession> session,
      Optional<CaptureFolder> captures) {
    return (line, devices, reports) ->
        switch (line.transport()) {
          case Transport.Folder _ -> {
            ProfiledDevice analyser = onlyDevice(line.name(), devices);
            DeviceName name = analyser.description().name();
            yield new CsvDropAnalyser(
                line.name(),
                name,
                folder.apply(line),
                CsvDropSettings.of(analyser.description().parameters(), monomers),
                reports);
          }
          case Transport.OpcUa server ->
              new NodeLine(
                  line.name(),
                  session.apply(line.name(), server),
                  devices.stream().map(device -> device.nodeDialogue(monomers)).toList(),
                  reports);
          case Transport.Serial _, Transport.Tcp _ -> {
            List<Dialogue> dialogues = devices.stream().map(ProfiledDevice::dialogue).toList();
            yield captures
                .<Line>map(
                    captured ->
                        new CapturedLine(
                            line.name(),
                            port.apply(line),
                            dialogues,
                            reports,
                            captured.of(line.name())))
                .orElseGet(() -> new LineAgent(line.name(), port.apply(line), dialogues, reports));
          }
        };
  }

  private static ProfiledDevice onlyDevice(LineName line, List<ProfiledDevice> devices) {
    if (devices.size() != 1) {
      throw new ConfigurationException(
          "line %s is a folder and serves exactly one analyser, has %d devices"
              .formatted(line, devices.size()));
    }
    return devices.getFirst();
  }

  private static IllegalStateException noFolder(LineName line) {
    return new IllegalStateException("line " + line + " is not a folder");
  }
}
