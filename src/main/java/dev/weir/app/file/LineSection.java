package dev.weir.app.file;

import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import dev.weir.yaml.YamlMap;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code lines} of a reactor file. */
final class LineSection {
  private static final int MAX_PORT = 65_535;
  private static final List<String> KINDS = List.of("tcp", "serial", "folder", "opcua");

  private final Map<LineName, LineDescription> lines;
  private final Set<String> places = new HashSet<>();

  /**
   * Creates a reader.
   *
   * @param lines where the lines go, in the order of the file
   */
  LineSection(Map<LineName, LineDescription> lines) {
    this.lines = lines;
  }

  void read(YamlMap root) {
    for (YamlMap map : root.maps("lines")) {
      LineName name = map.parsed("name", LineName::new);
      Transport transport = transport(map);
      map.refuseUnknownKeys();
      if (lines.put(name, new LineDescription(name, transport)) != null) {
        throw map.wrong("name", "another line is named " + name);
      }
    }
    if (lines.isEmpty()) {
      throw root.wrong("lines", "a reactor needs at least one line");
    }
  }

  private Transport transport(YamlMap map) {
    List<String> written = KINDS.stream().filter(map::has).toList();
    if (written.size() != 1) {
      throw map.wrong("a line needs exactly one of tcp, serial, folder or opcua");
    }
    String kind = written.getFirst();
    if (!places.add(kind + " " + map.text(kind))) {
      throw map.wrong(kind, "another line already uses " + map.text(kind));
    }
    return switch (kind) {
      case "tcp" -> map.parsed("tcp", LineSection::tcp);
      case "serial" -> serial(map);
      case "opcua" -> opcUa(map);
      default -> new Transport.Folder(Path.of(map.text("folder")));
    };
  }

  private static Transport tcp(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("'" + text + "' is not like '192.168.0.10:10001'");
    }
    int port;
    try {
      port = Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text.substring(colon + 1) + "' is not a port number", e);
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be from 1 to 65535, was " + port);
    }
    return new Transport.Tcp(text.substring(0, colon), port);
  }

  private static Transport opcUa(YamlMap map) {
    // What is not said is secured: to go without, the file must say 'security: none'.
    Transport.Security security =
        map.has("security")
            ? map.word("security", Transport.Security.class)
            : Transport.Security.BASIC256SHA256;
    Optional<Path> certificates = map.optionalText("certificates").map(Path::of);
    Optional<Transport.Login> login =
        map.optionalText("user")
            .map(user -> new Transport.Login(user, Path.of(map.text("password_file"))));
    return map.parsed(
        "opcua", endpoint -> new Transport.OpcUa(endpoint, security, certificates, login));
  }

  private static Transport serial(YamlMap map) {
    int baud = map.has("baud") ? map.integer("baud", 300, 4_000_000) : 9600;
    int dataBits = map.has("data_bits") ? map.integer("data_bits", 7, 8) : 8;
    Transport.Parity parity =
        map.has("parity") ? map.word("parity", Transport.Parity.class) : Transport.Parity.NONE;
    int stopBits = map.has("stop_bits") ? map.integer("stop_bits", 1, 2) : 1;
    Transport.FlowControl flow =
        map.has("flow_control")
            ? map.word("flow_control", Transport.FlowControl.class)
            : Transport.FlowControl.NONE;
    return new Transport.Serial(map.text("serial"), baud, dataBits, parity, stopBits, flow);
  }
}
