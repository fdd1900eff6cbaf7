package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.SampleName;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.NodeLine;
import dev.weir.device.line.Transport;
import dev.weir.device.line.opcua.MiloSession;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.simulator.opcua.NodeTrouble;
import dev.weir.simulator.opcua.NodeWorld;
import dev.weir.simulator.opcua.OpcUaStand;
import dev.weir.time.SystemClock;
import dev.weir.units.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OPC UA client over real sockets, against the simulator's server and against node-opcua. */
@Tag("independent")
final class OpcUaTest {
  private static final LineName LINE = new LineName("plc");
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final List<String> MONOMERS = List.of("MMA", "St");
  private static final Path BATH =
      Programs.home().resolve("src/test/resources/node-profiles/plc-bath.yaml");
  private static final Path ANALYSER =
      Programs.home().resolve("device-profiles/mt-icir-opcua.yaml");

  @TempDir private Path folder = Path.of(".");

  private static Transport.OpcUa server(String endpoint, Transport.Security security) {
    return new Transport.OpcUa(endpoint, security, Optional.empty(), Optional.empty());
  }

  private static ProfiledDevice device(
      Path profile, Transport.OpcUa server, Map<String, String> parameters) {
    String id = String.valueOf(profile.getFileName()).replace(".yaml", "");
    return ProfiledDevice.of(
        ProfileReader.read(profile),
        new DeviceDescription(RealLine.DEVICE, id, LINE, "", parameters, Map.of()),
        server);
  }

  private RealLine line(ProfiledDevice device, Transport.OpcUa server) {
    return new RealLine(
        reports ->
            new NodeLine(
                LINE,
                new MiloSession(LINE, server, folder.resolve("client")),
                List.of(device.nodeDialogue(MONOMERS)),
                reports));
  }

  /** Moves what was refused to what is trusted, as a user does. */
  private void trustRejected() throws IOException {
    Path rejected = folder.resolve("client/rejected");
    try (Stream<Path> files = Files.list(rejected)) {
      for (Path file : files.toList()) {
        Files.move(
            file,
            folder.resolve("client/trusted").resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isOfflineBecause(RealLine line, String words) {
    return line.link()
        .filter(change -> change.state() == LinkState.OFFLINE && change.reason().contains(words))
        .isPresent();
  }

  private static boolean isGood(RealLine line, Capability capability) {
    return line.reading(capability).filter(Reading.Good.class::isInstance).isPresent();
  }

  @Test
  void anUnknownServerIsRefusedUntilTrustedAndSessionsAreMadeAnew() throws IOException {
    int port = Programs.freePort();
    SystemClock clock = new SystemClock();
    Transport.OpcUa at =
        server("opc.tcp://127.0.0.1:%d/sim".formatted(port), Transport.Security.BASIC256SHA256);
    ProfiledDevice device = device(ANALYSER, at, Map.of("template", "copolymer"));
    NodeWorld world = new NodeWorld(device.nodes(MONOMERS), clock.now());
    OpcUaStand stand = new OpcUaStand(world, port, "/sim", folder.resolve("server"), false);
    try (RealLine line = line(device, at)) {
      assertThat(line.until(SOON, () -> isOfflineBecause(line, "not trusted"))).isTrue();
      assertThat(line.link().orElseThrow().reason())
          .contains(stand.thumbprint(), "move ", "rejected", "trusted");
      trustRejected();
      assertThat(line.until(SOON, line::isReady)).isTrue();
      assertThat(line.link().orElseThrow().reason()).contains("software-version 7.1");
      BooleanSupplier analysed =
          () -> {
            stand.step(clock.now());
            return line.count(DeviceReport.AnalysisArrived.class) == 1;
          };
      line.want(new Wanted.Analysing(new SampleName("run-1")));
      assertThat(line.until(SOON, analysed)).isTrue();

      stand.trouble(NodeTrouble.BAD_STATUS);
      assertThat(line.until(SOON, () -> !isGood(line, Capability.RUN))).isTrue();
      stand.trouble(NodeTrouble.NONE);
      assertThat(line.until(SOON, () -> isGood(line, Capability.RUN))).isTrue();

      stand.endSessions();
      assertThat(line.until(SOON, () -> line.line.statistics().reconnects() == 1)).isTrue();
      assertThat(line.until(SOON, line::isReady)).isTrue();
      stand.close();
      assertThat(line.until(SOON, () -> !line.isReady())).isTrue();
      try (OpcUaStand again =
          new OpcUaStand(world, port, "/sim", folder.resolve("server"), false)) {
        assertThat(line.until(SOON, line::isReady)).isTrue();
        assertThat(again.sessions()).isEqualTo(1);
      }
    }
  }

  @Test
  void aSessionWithoutSecurityIsOpenedOnlyWhereBothSidesSaySo() throws IOException {
    int port = Programs.freePort();
    SystemClock clock = new SystemClock();
    Transport.OpcUa unsecured =
        server("opc.tcp://127.0.0.1:%d/sim".formatted(port), Transport.Security.NONE);
    ProfiledDevice device = device(BATH, unsecured, Map.of());
    NodeWorld world = new NodeWorld(device.nodes(List.of()), clock.now());
    OpcUaStand stand = new OpcUaStand(world, port, "/sim", folder.resolve("server"), false);
    try (RealLine line = line(device, unsecured)) {
      assertThat(line.until(SOON, () -> isOfflineBecause(line, "no endpoint with security None")))
          .isTrue();
      stand.close();
      try (OpcUaStand open = new OpcUaStand(world, port, "/sim", folder.resolve("server"), true)) {
        assertThat(
                line.until(
                    SOON,
                    () -> {
                      open.step(clock.now());
                      return isGood(line, Capability.TEMPERATURE_ACTUAL);
                    }))
            .isTrue();
        line.want(new Wanted.Tempering(new Temperature(55.0)));
        assertThat(line.until(SOON, () -> line.count(DeviceReport.SetpointConfirmed.class) == 1))
            .isTrue();
      }
    }
  }

  @Test
  void nodeOpcuaServesUsAfterItIsTrustedAndAfterItWasKilled()
      throws IOException, InterruptedException {
    String modules = Programs.needPackage("node-opcua");
    int port = Programs.freePort();
    String[] command = {
      "node",
      Programs.script("opcua_server.cjs"),
      modules,
      folder.resolve("peer").toString(),
      Integer.toString(port),
      "accept"
    };
    Transport.OpcUa at = server("opc.tcp://127.0.0.1:" + port, Transport.Security.BASIC256SHA256);
    RunningProgram program = new RunningProgram(command);
    try (RealLine line = line(device(BATH, at, Map.of()), at)) {
      assertThat(line.until(SOON, () -> isOfflineBecause(line, "not trusted"))).isTrue();
      trustRejected();
      assertThat(line.until(SOON, () -> isGood(line, Capability.TEMPERATURE_ACTUAL))).isTrue();
      line.want(new Wanted.Tempering(new Temperature(42.5)));
      assertThat(line.until(SOON, () -> line.count(DeviceReport.SetpointConfirmed.class) == 1))
          .isTrue();
      assertThat(
              line.until(
                  SOON,
                  () ->
                      line.reading(Capability.TEMPERATURE_ACTUAL)
                          .filter(
                              reading ->
                                  reading
                                          instanceof
                                          Reading.Good(var value, var _, Instant _, Instant _)
                                      && value.canonicalValue() > 30.0)
                          .isPresent()))
          .isTrue();

      program.close();
      assertThat(line.until(SOON, () -> !line.isReady())).isTrue();
      program = new RunningProgram(command);
      assertThat(line.until(SOON, line::isReady)).isTrue();
      assertThat(line.until(SOON, () -> line.count(DeviceReport.SetpointConfirmed.class) == 2))
          .isTrue();
      line.want(new Wanted.Safe());
      assertThat(line.until(SOON, () -> line.count(DeviceReport.MadeSafe.class) == 1)).isTrue();
      assertThat(line.last(DeviceReport.MadeSafe.class).orElseThrow().confirmed()).isTrue();
    } finally {
      program.close();
    }
  }

  @Test
  void aServerThatDoesNotTrustUsIsToldWithOurCertificate() throws IOException {
    String modules = Programs.needPackage("node-opcua");
    int port = Programs.freePort();
    Transport.OpcUa at = server("opc.tcp://127.0.0.1:" + port, Transport.Security.BASIC256SHA256);
    try (RunningProgram _ =
            new RunningProgram(
                "node",
                Programs.script("opcua_server.cjs"),
                modules,
                folder.resolve("strict").toString(),
                Integer.toString(port),
                "refuse");
        RealLine line = line(device(BATH, at, Map.of()), at)) {
      assertThat(line.until(SOON, () -> isOfflineBecause(line, "not trusted"))).isTrue();
      trustRejected();
      assertThat(
              line.until(
                  SOON, () -> isOfflineBecause(line, "let the server trust our certificate")))
          .as(() -> String.valueOf(line.link()))
          .isTrue();
      assertThat(line.link().orElseThrow().reason()).contains("certificate.der");
    }
  }

  @Test
  void nodeOpcuaReadsCallsAndWatchesOurSimulator() throws IOException, InterruptedException {
    String modules = Programs.needPackage("node-opcua");
    int port = Programs.freePort();
    SystemClock clock = new SystemClock();
    Transport.OpcUa at =
        server("opc.tcp://127.0.0.1:%d/sim".formatted(port), Transport.Security.BASIC256SHA256);
    ProfiledDevice device = device(ANALYSER, at, Map.of("template", "copolymer"));
    NodeWorld world = new NodeWorld(device.nodes(MONOMERS), clock.now());
    try (OpcUaStand stand = new OpcUaStand(world, port, "/sim", folder.resolve("server"), false)) {
      Thread steps =
          Thread.ofPlatform()
              .daemon(true)
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      stand.step(clock.now());
                      clock.waitUntil(clock.now().plusMillis(50));
                    }
                  });
      List<String> said =
          Programs.run(
              "node",
              Programs.script("opcua_client.cjs"),
              modules,
              folder.resolve("reader").toString(),
              at.endpoint(),
              "ns=2;s=Local.iCIR.SoftwareVersion",
              "ns=2;s=Local.iCIR.Probe1.Methods",
              "ns=2;s=Local.iCIR.Probe1.Methods.Start Experiment",
              "ns=2;s=Local.iCIR.Probe1.SampleCount");
      steps.interrupt();
      steps.join();
      assertThat(said.getLast())
          .contains("\"status\":\"Good\"", "\"value\":\"7.1.91.0\"", "\"called\":\"Good\"")
          .contains("\"seen\":[0,1,2]");
    }
  }
}
