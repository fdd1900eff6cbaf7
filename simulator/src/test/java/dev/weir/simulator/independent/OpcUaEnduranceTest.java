package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.Reading;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.NodeLine;
import dev.weir.device.line.Transport;
import dev.weir.device.line.opcua.MiloSession;
import dev.weir.device.profile.ProfileReader;
import dev.weir.device.profile.ProfiledDevice;
import dev.weir.simulator.opcua.NodeWorld;
import dev.weir.simulator.opcua.OpcUaStand;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscription for some minutes, then twenty new sessions: what it costs and what it leaves
 * behind. By hand: {@code -Dweir.endurance=MINUTES}.
 */
@Tag("independent")
@EnabledIfSystemProperty(named = "weir.endurance", matches = "\\d+", disabledReason = "by hand")
final class OpcUaEnduranceTest {
  private static final LineName LINE = new LineName("plc");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SESSIONS = 20;
  private static final int RESTARTS = 5;
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path folder = Path.of(".");

  private final SystemClock clock = new SystemClock();

  @Test
  void aLongSubscriptionAndTwentySessionsLeaveNothingBehind() throws IOException {
    Duration time = Duration.ofMinutes(Long.parseLong(System.getProperty("weir.endurance")));
    int port = Programs.freePort();
    Transport.OpcUa at =
        new Transport.OpcUa(
            "opc.tcp://127.0.0.1:%d/sim".formatted(port),
            Transport.Security.BASIC256SHA256,
            Optional.empty(),
            Optional.empty());
    ProfiledDevice device =
        ProfiledDevice.of(
            ProfileReader.read(
                Programs.home().resolve("src/test/resources/node-profiles/plc-bath.yaml")),
            new DeviceDescription(RealLine.DEVICE, "plc-bath", LINE, "", Map.of(), Map.of()),
            at);
    NodeWorld world = new NodeWorld(device.nodes(List.of()), clock.now());
    OpcUaStand stand = stand(world, port);
    try (RealLine line =
        new RealLine(
            reports ->
                new NodeLine(
                    LINE,
                    new MiloSession(LINE, at, folder.resolve("client")),
                    List.of(device.nodeDialogue(List.of())),
                    reports))) {
      OpcUaStand first = stand;
      line.until(
          SOON,
          () -> line.link().filter(change -> change.reason().contains("trusted")).isPresent());
      try (Stream<Path> files = Files.list(folder.resolve("client/rejected"))) {
        for (Path file : files.toList()) {
          Files.move(file, folder.resolve("client/trusted").resolve(file.getFileName()));
        }
      }
      assertThat(line.until(SOON, line::isReady)).isTrue();
      // Let the reports of the opening pass.
      line.until(Duration.ofSeconds(2), () -> false);
      line.reports.removeIf(DeviceReport.ReadingTaken.class::isInstance);
      Instant begin = clock.now();
      Instant nextFigure = begin;
      long good = 0;
      long bad = 0;
      double worstAgeMillis = 0.0;
      while (clock.now().isBefore(begin.plus(time))) {
        line.until(
            Duration.ofSeconds(1),
            () -> {
              first.step(clock.now());
              return false;
            });
        for (DeviceReport report : line.reports) {
          if (report instanceof DeviceReport.ReadingTaken(var tag, Reading reading)
              && tag.capability() == Capability.TEMPERATURE_ACTUAL) {
            if (reading instanceof Reading.Good(var _, var _, Instant made, Instant taken)) {
              good++;
              worstAgeMillis =
                  Math.max(worstAgeMillis, Duration.between(made, taken).toNanos() / 1e6);
            } else {
              bad++;
            }
          }
        }
        line.reports.removeIf(DeviceReport.ReadingTaken.class::isInstance);
        if (!clock.now().isBefore(nextFigure)) {
          nextFigure = clock.now().plusSeconds(30);
          figure("subscription", Duration.between(begin, clock.now()), good, bad, worstAgeMillis);
        }
      }
      Duration worst = Duration.ZERO;
      for (int i = 0; i < SESSIONS + RESTARTS; i++) {
        Instant cut = clock.now();
        long before = line.line.statistics().reconnects();
        if (i < SESSIONS) {
          stand.endSessions();
        } else {
          stand.close();
          stand = stand(world, port);
        }
        assertThat(
                line.until(
                    SOON, () -> line.line.statistics().reconnects() > before && line.isReady()))
            .isTrue();
        Duration took = Duration.between(cut, clock.now());
        worst = took.compareTo(worst) > 0 ? took : worst;
        if (i % 5 == 4 || i >= SESSIONS) {
          figure(
              i < SESSIONS ? "session " + (i + 1) : "restart " + (i + 1 - SESSIONS),
              took,
              good,
              bad,
              worstAgeMillis);
        }
      }
      System.out.printf(
          "%d new sessions, %d restarts of the server; longest %.1f s; sessions at the server now %d%n",
          SESSIONS, RESTARTS, worst.toMillis() / 1e3, stand.sessions());
      assertThat(stand.sessions()).isEqualTo(1);
    } finally {
      stand.close();
    }
  }

  private OpcUaStand stand(NodeWorld world, int port) throws IOException {
    return new OpcUaStand(world, port, "/sim", folder.resolve("server"), false);
  }

  private static void figure(
      String about, Duration since, long good, long bad, double worstAgeMillis) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%s after %.0f s: heap %.1f MB, threads %d, readings good %d bad %d, oldest %.0f ms%n",
        about,
        since.toMillis() / 1e3,
        (runtime.totalMemory() - runtime.freeMemory()) / (double) MEGABYTE,
        Thread.activeCount(),
        good,
        bad,
        worstAgeMillis);
  }
}
