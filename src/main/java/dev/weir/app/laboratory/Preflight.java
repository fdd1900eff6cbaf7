package dev.weir.app.laboratory;

import dev.weir.app.file.ReactorFile;
import dev.weir.app.terminal.ConfigurationException;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether every line of a real bench can be reached at all, before any of them is used. */
public final class Preflight {
  private static final int OPC_UA_PORT = 4840;
  private static final int CONNECT_MILLIS = 2_000;

  private Preflight() {}

  /**
   * Checks every line.
   *
   * @throws ConfigurationException with one line for each that cannot be reached
   */
  public static void check(ReactorFile reactor) {
    List<String> faults = new ArrayList<>();
    List<LineDescription> lines = reactor.lines();
    for (int i = 0; i < lines.size(); i++) {
      int index = i;
      fault(lines.get(i).transport())
          .ifPresent(
              reason -> faults.add("%s: lines[%d]: %s".formatted(reactor.file(), index, reason)));
    }
    if (!faults.isEmpty()) {
      throw new ConfigurationException(String.join(System.lineSeparator(), faults));
    }
  }

  private static Optional<String> fault(Transport transport) {
    return switch (transport) {
      case Transport.Tcp(String host, int port) -> tcpFault(host, port);
      case Transport.Serial serial -> serialFault(serial.path());
      case Transport.OpcUa opcUa -> endpointFault(opcUa.endpoint());
      case Transport.Folder(Path root) ->
          Files.isDirectory(root) && Files.isWritable(root)
              ? Optional.empty()
              : Optional.of("folder " + root + " is not there or cannot be written");
    };
  }

  private static Optional<String> endpointFault(String endpoint) {
    URI uri = URI.create(endpoint);
    return tcpFault(uri.getHost(), uri.getPort() < 0 ? OPC_UA_PORT : uri.getPort());
  }

  private static Optional<String> tcpFault(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("cannot reach %s:%d: %s".formatted(host, port, e.getMessage()));
    }
  }

  private static Optional<String> serialFault(String name) {
    Path path = Path.of(name);
    if (!path.isAbsolute()) {
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      return Optional.of("serial port " + name + " is not there");
    }
    return Files.isReadable(path) && Files.isWritable(path)
        ? Optional.empty()
        : Optional.of("serial port " + name + " cannot be read and written by this user");
  }
}
