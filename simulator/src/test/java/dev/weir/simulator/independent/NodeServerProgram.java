package dev.weir.simulator.independent;

import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.simulator.opcua.NodeWorld;
import dev.weir.simulator.opcua.OpcUaStand;
import dev.weir.time.SystemClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A simulated OPC UA device in a process of its own: {@code PORT FOLDER}. It says "ready" when it
 * serves, ends every session for each line that it is sent, and ends with its input.
 */
final class NodeServerProgram {
  private static final Duration STEP = Duration.ofMillis(50);

  private NodeServerProgram() {}

  /** Returns the command that starts it with the class path of this process. */
  static String[] command(int port, Path folder) {
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-Xmx200m",
      "-XX:+UseSerialGC",
      "-Dweir.home=" + Programs.home(),
      "-cp",
      System.getProperty("java.class.path"),
      NodeServerProgram.class.getName(),
      Integer.toString(port),
      folder.toString()
    };
  }

  /** Returns the device as it is configured. */
  static ProfiledDevice device(LineName line, Transport.OpcUa at) {
    return ProfiledDevice.of(
        ProfileReader.read(
            Programs.home().resolve("src/test/resources/node-profiles/plc-bath.yaml")),
        new DeviceDescription(RealLine.DEVICE, "plc-bath", line, "", Map.of(), Map.of()),
        at);
  }

  /** Serves. */
  public static void main(String... arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    SystemClock clock = new SystemClock();
    Transport.OpcUa at =
        new Transport.OpcUa(
            "opc.tcp://127.0.0.1:%d/sim".formatted(port),
            Transport.Security.BASIC256SHA256,
            java.util.Optional.empty(),
            java.util.Optional.empty());
    NodeWorld world = new NodeWorld(device(new LineName("plc"), at).nodes(List.of()), clock.now());
    try (OpcUaStand stand = new OpcUaStand(world, port, "/sim", Path.of(arguments[1]), false)) {
      Thread.ofPlatform()
          .daemon(true)
          .start(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  stand.step(clock.now());
                  clock.waitUntil(clock.now().plus(STEP));
                }
              });
      System.out.println("ready");
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (orders.readLine() != null) {
        stand.endSessions();
      }
    }
  }
}
