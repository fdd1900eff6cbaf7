package dev.weir.simulator.independent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.DeviceReport;
import dev.weir.device.line.LineName;
import dev.weir.device.line.NodeLine;
import dev.weir.device.line.Transport;
import dev.weir.device.line.opcua.MiloSession;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subscription for some minutes, then fifty new sessions and five restarts of the server, which
 * is a process of its own: what that costs the client and what it leaves behind. By hand: {@code
 * -Dweir.endurance=MINUTES}.
 */
@Tag("independent")
@EnabledIfSystemProperty(named = "weir.endurance", matches = "\\d+", disabledReason = "by hand")
final class OpcUaEnduranceTest {
  private static final LineName LINE = new LineName("plc");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SESSIONS = 50;
  private static final int RESTARTS = 5;
  private static final double MEGABYTE = 1 << 20;

  @TempDir private Path folder = Path.of(".");

  private final SystemClock clock = new SystemClock();

  @Test
  void aLongSubscriptionAndManySessionsLeaveNothingBehind() throws IOException {
    Duration time = Duration.ofMinutes(Long.parseLong(System.getProperty("weir.endurance")));
    int port = Programs.freePort();
    Transport.OpcUa at =
        new Transport.OpcUa(
            "opc.tcp://127.0.0.1:%d/sim".formatted(port),
            Transport.Security.BASIC256SHA256,
            Optional.empty(),
            Optional.empty());
    ProfiledDevice device = NodeServerProgram.device(LINE, at);
    String[] server = NodeServerProgram.command(port, folder.resolve("server"));
    RunningProgram program = new RunningProgram(server);
    try (RealLine line =
        new RealLine(
            reports ->
                new NodeLine(
                    LINE,
                    new MiloSession(LINE, at, folder.resolve("client")),
                    List.of(device.nodeDialogue(List.of())),
                    reports))) {
      line.until(
          SOON,
          () -> line.link().filter(change -> change.reason().contains("trusted")).isPresent());
      trustRejected();
      assertThat(line.until(SOON, line::isReady)).isTrue();
      Instant begin = clock.now();
      figure("ready", begin);
      while (clock.now().isBefore(begin.plus(time))) {
        line.until(Duration.ofSeconds(10), () -> false);
        line.reports.removeIf(DeviceReport.ReadingTaken.class::isInstance);
      }
      figure("subscribed", begin);
      for (int i = 1; i <= SESSIONS + RESTARTS; i++) {
        long before = line.line.statistics().reconnects();
        if (i <= SESSIONS) {
          program.say("end the sessions");
        } else {
          program.close();
          program = new RunningProgram(server);
        }
        assertThat(
                line.until(
                    SOON, () -> line.line.statistics().reconnects() > before && line.isReady()))
            .isTrue();
        line.reports.removeIf(DeviceReport.ReadingTaken.class::isInstance);
        if (i % 5 == 0) {
          figure(i + " sessions", begin);
        }
      }
    } finally {
      program.close();
    }
  }

  private void trustRejected() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("client/rejected"))) {
      for (Path file : files.toList()) {
        Files.move(file, folder.resolve("client/trusted").resolve(file.getFileName()));
      }
    }
  }

  private void figure(String about, Instant begin) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "| %s | %d s | %.1f | %d |%n",
        about,
        Duration.between(begin, clock.now()).toSeconds(),
        (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
        Thread.activeCount());
  }
}
