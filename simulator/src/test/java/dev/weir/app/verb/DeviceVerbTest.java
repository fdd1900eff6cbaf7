package dev.weir.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.terminal.ConfigurationException;
import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.WeirHome;
import dev.weir.device.line.Transport;
import dev.weir.simulator.SimulatedBench;
import dev.weir.simulator.SimulatedDevices;
import dev.weir.simulator.serve.RealTimeServer;
import dev.weir.simulator.serve.TcpRelay;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code weir device}, against a simulated controller that is served over TCP. */
final class DeviceVerbTest {
  private final StringWriter out = new StringWriter();
  private final AtomicBoolean goOn = new AtomicBoolean(true);

  @TempDir private Path folder = Path.of(".");
  private Thread served = new Thread();
  private Path reactor = Path.of(".");

  /** A real bench whose heater is the simulated one; its other devices are not spoken to. */
  @BeforeEach
  void serve() throws IOException {
    SystemClock clock = new SystemClock();
    Transport.Tcp at = new Transport.Tcp("127.0.0.1", 0);
    SimulatedBench bench =
        SimulatedDevices.alone(
            "eurotherm-3200",
            at,
            "1",
            Map.of("decimals", "1", "safe_temperature", "25 °C"),
            clock.now());
    TcpRelay relay = new TcpRelay(SimulatedDevices.LINE, bench.port(SimulatedDevices.LINE), at);
    RealTimeServer server = new RealTimeServer(bench, List.of(relay), clock);
    served =
        Thread.ofPlatform()
            .daemon(true)
            .name("served-device")
            .start(
                () -> {
                  try {
                    server.serve(goOn::get);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    String simulated = Files.readString(WeirHome.find(Path.of("config/reactors/simulated.yaml")));
    reactor =
        Files.writeString(
            folder.resolve("reactor.yaml"),
            simulated
                .replace("bench: simulated", "bench: real")
                .replaceFirst("(?s)simulation:.*?\n\n", "")
                .replace("127.0.0.1:17005", "127.0.0.1:" + relay.port()));
  }

  @AfterEach
  void end() throws InterruptedException {
    goOn.set(false);
    served.join();
  }

  private int device(String... arguments) {
    List<String> all =
        new java.util.ArrayList<>(
            List.of("--reactor", reactor.toString(), "--data", folder.resolve("data").toString()));
    all.addAll(List.of(arguments));
    CommandLine line = new CommandLine(new DeviceVerb()).setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (failure, _, _) -> {
          out.write(String.valueOf(failure.getMessage()));
          return failure instanceof ConfigurationException
              ? ExitCode.CONFIGURATION
              : ExitCode.BAD_DATA;
        });
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void itIdentifiesAndReadsWithoutMovingAnything() {
    assertThat(device("heater", "--for", "1 s", "--raw")).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("READY: verified", "temperature.actual", "°C (MEASURED)", " > ", " < ")
        .doesNotContain("holds", "fault");
  }

  @Test
  void whatIsSetIsHeldMadeSafeAtTheEndAndPlayedBackFromItsCapture() throws IOException {
    Path capture = folder.resolve("heater.capture");
    assertThat(device("heater", "--for", "1 s", "--set", "60 °C", "--capture", capture.toString()))
        .as(out.toString())
        .isZero();
    assertThat(out.toString()).contains("holds 60 °C (ECHOED)", "safe, proven");
    assertThat(Files.readAllLines(capture).getFirst()).endsWith(" d heater");

    assertThat(device("heater", "--replay", capture.toString())).as(out.toString()).isZero();
    assertThat(out.toString()).contains("the driver does as it did");

    List<String> changed =
        Files.readAllLines(capture).stream()
            .map(line -> line.contains(" w ") ? line.replace("60 °C", "61 °C") : line)
            .toList();
    Files.write(capture, changed);
    assertThat(device("heater", "--replay", capture.toString())).isEqualTo(ExitCode.BAD_DATA);
    assertThat(out.toString()).contains("the driver does not do as it did");
  }

  @Test
  void aSetPointOutsideItsLimitsIsRefusedWithValueAndLimit() {
    assertThat(device("heater", "--for", "1 s", "--set", "900 °C")).isEqualTo(ExitCode.FAULT);
    assertThat(out.toString()).contains("fault REFUSED_RANGE", "900 °C", "400.000 °C");
    assertThat(out.toString()).doesNotContain("holds 900");
  }

  @Test
  void aDeviceThatIsNotConfiguredOrAWrongUnitIsRefusedBeforeAnythingIsOpened() {
    assertThat(device("boiler")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(out.toString()).contains("none is named 'boiler'", "heater");
    assertThat(device("heater", "--set", "5 mL/min")).isEqualTo(ExitCode.BAD_DATA);
    assertThat(out.toString()).contains("--set:");
  }
}
