package dev.weir.app;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.LineName;
import dev.weir.device.line.LineRunner;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.DeviceProfile;
import dev.weir.device.profile.ProfileReader;
import dev.weir.device.profile.ProfiledDevice;
import dev.weir.time.SystemClock;
import dev.weir.yaml.YamlReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the driver adds to an exchange, and what many devices do to a cycle. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = "Measures exchanges over TCP against a peer that answers at once.")
final class DevicesBench implements Callable<Integer> {
  private static final int DEVICES = 16;
  private static final Duration CYCLE = Duration.ofMillis(100);

  /** Says only what is needed: one command, asked without a pause or every 10 ms. */
  private static final String PROFILE =
      """
      profile: bench
      title: a device that answers at once
      class: sensor
      verified: documents
      transports: {tcp: {port: 1}}
      framings: {lines: {on: [tcp], both: {kind: line, terminators: ["0D 0A"], max: 64}}}
      timing: {gap_after_write: 0 ms, gap_after_query: 0 ms, first_byte_timeout: 1 s, inter_byte_timeout: 1 s}
      commands:
        get:
          request: IN_PV_00
          reply: "{temperature}"
          fields: {temperature: {type: decimal, quantity: temperature, unit: °C, digits: 5, fraction: 2, rounding: nearest}}
      capabilities: {temperature.actual: {observability: measured, from: get, field: temperature}}
      polling: {fast: {period: PERIOD, commands: [get]}}
      """;

  private static final byte[] REQUEST = "IN_PV_00\r\n".getBytes(StandardCharsets.US_ASCII);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Length of each part (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int seconds;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Optional<Path> json = Optional.empty();

  private final SystemClock clock = new SystemClock();

  /** For picocli. */
  DevicesBench() {}

  @Override
  public Integer call() throws IOException {
    double[] line = rawLine();
    double[] driver = driver();
    double[] late = cycleBesideDevices();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("exchanges_per_second", driver.length / (double) seconds);
    report.put("raw_median_microseconds", quantile(line, 0.5));
    report.put("raw_p99_microseconds", quantile(line, 0.99));
    report.put("driver_median_microseconds", quantile(driver, 0.5));
    report.put("driver_p99_microseconds", quantile(driver, 0.99));
    report.put("overhead_median_microseconds", quantile(driver, 0.5) - quantile(line, 0.5));
    report.put("devices", DEVICES);
    report.put("cycle_late_median_milliseconds", quantile(late, 0.5) / 1e3);
    report.put("cycle_late_p99_milliseconds", quantile(late, 0.99) / 1e3);
    json.ifPresent(file -> JsonFile.write(file, report));
    report.forEach(
        (name, value) ->
            spec.commandLine()
                .getOut()
                .println(
                    name
                        + " "
                        + (value instanceof Double number
                            ? String.format(Locale.ROOT, "%.1f", number)
                            : value)));
    return ExitCode.DONE;
  }

  /** Round trips without the driver, in µs. */
  private double[] rawLine() throws IOException {
    List<Double> times = new ArrayList<>();
    try (PromptPeer peer = new PromptPeer();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port())) {
      socket.setTcpNoDelay(true);
      Instant end = clock.now().plusSeconds(seconds);
      while (clock.now().isBefore(end)) {
        long began = clock.nanoseconds();
        socket.getOutputStream().write(REQUEST);
        socket.getInputStream().readNBytes(PromptPeer.REPLY_LENGTH);
        times.add((clock.nanoseconds() - began) / 1e3);
      }
    }
    return sorted(times);
  }

  /** From one reading to the next when they are asked for without a pause, in µs. */
  private double[] driver() throws IOException {
    List<Long> readings = new ArrayList<>();
    try (PromptPeer peer = new PromptPeer();
        LineRunner runner = runner(0, peer, "0 ms", _ -> readings.add(clock.nanoseconds()))) {
      runner.start();
      clock.waitUntil(clock.now().plusSeconds(seconds));
    }
    List<Double> times = new ArrayList<>();
    for (int i = 1; i < readings.size(); i++) {
      times.add((readings.get(i) - readings.get(i - 1)) / 1e3);
    }
    return sorted(times);
  }

  /** How late a cycle of 10 Hz begins beside many devices, in µs. */
  private double[] cycleBesideDevices() throws IOException {
    ConcurrentLinkedQueue<DeviceReport> mailbox = new ConcurrentLinkedQueue<>();
    List<AutoCloseable> open = new ArrayList<>();
    List<Double> late = new ArrayList<>();
    try {
      for (int i = 0; i < DEVICES; i++) {
        PromptPeer peer = new PromptPeer();
        open.add(peer);
        LineRunner runner = runner(i, peer, "10 ms", mailbox::add);
        open.addFirst(runner);
        runner.start();
      }
      Instant next = clock.now().plus(CYCLE);
      for (int cycle = 0; cycle < 10 * seconds; cycle++) {
        clock.waitUntil(next);
        late.add(Duration.between(next, clock.now()).toNanos() / 1e3);
        while (mailbox.poll() != null) {
          // What a cycle would take.
        }
        next = next.plus(CYCLE);
      }
    } finally {
      for (AutoCloseable each : open) {
        closed(each);
      }
    }
    return sorted(late);
  }

  private static void closed(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot be closed: " + e.getMessage(), e);
    }
  }

  private LineRunner runner(
      int index, PromptPeer peer, String period, Consumer<DeviceReport> reports) {
    DeviceProfile profile =
        ProfileReader.read(YamlReader.parse("bench", PROFILE.replace("PERIOD", period)));
    LineName line = new LineName("line-" + index);
    Transport transport =
        new Transport.Tcp(InetAddress.getLoopbackAddress().getHostAddress(), peer.port());
    ProfiledDevice device =
        ProfiledDevice.of(
            profile,
            new DeviceDescription(
                new DeviceName("device-" + index), "bench", line, "", Map.of(), Map.of()),
            transport);
    LineAgent agent =
        new LineAgent(
            line,
            PortFactory.portOf(transport),
            List.of(device.dialogue()),
            report -> {
              if (report instanceof DeviceReport.ReadingTaken) {
                reports.accept(report);
              }
            });
    return new LineRunner(
        agent,
        clock,
        pause -> LockSupport.parkNanos(pause.toNanos()),
        (name, failure) -> {
          throw new IllegalStateException(name + " failed", failure);
        });
  }

  private static double[] sorted(List<Double> times) {
    double[] values = times.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(values);
    return values;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }
}
