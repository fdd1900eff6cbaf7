package dev.weir.app.bench;

import dev.weir.app.terminal.ExitCode;
import dev.weir.app.terminal.JsonFile;
import dev.weir.device.line.PseudoTerminal;
import dev.weir.device.line.Transport;
import dev.weir.time.SystemClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the driver adds to an exchange, and what many devices do to a control cycle. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = {
      "Measures exchanges over TCP and over a pseudo terminal against peers that answer at once,",
      "and the control cycle of a whole lab beside sixteen devices."
    })
final class DevicesBench implements Callable<Integer> {
  private static final int DEVICES = 16;
  private static final int BAUD = 115_200;

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
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (PromptPeer peer = new PromptPeer()) {
      String host = InetAddress.getLoopbackAddress().getHostAddress();
      figures(report, "tcp", new BenchedLine(new Transport.Tcp(host, peer.port()), clock));
    }
    if (PseudoTerminal.isSupported()) {
      try (PromptTerminal peer = new PromptTerminal()) {
        figures(
            report,
            "pty",
            new BenchedLine(
                new Transport.Serial(peer.path(), BAUD, 8, Transport.Parity.NONE, 1), clock));
      }
    }
    CycleBesideDevices.Cycles cycles = new CycleBesideDevices(DEVICES, clock).measure(seconds);
    report.put("devices", DEVICES);
    report.put("readings_per_second", cycles.readings() / (double) seconds);
    report.put("cycle_late_median_milliseconds", quantile(cycles.late(), 0.5) / 1e3);
    report.put("cycle_late_p99_milliseconds", quantile(cycles.late(), 0.99) / 1e3);
    report.put("cycle_took_median_milliseconds", quantile(cycles.took(), 0.5) / 1e3);
    report.put("cycle_took_p99_milliseconds", quantile(cycles.took(), 0.99) / 1e3);
    json.ifPresent(file -> JsonFile.write(file, report));
    report.forEach(this::print);
    return ExitCode.DONE;
  }

  private void figures(Map<String, Object> report, String kind, BenchedLine line)
      throws IOException {
    Duration time = Duration.ofSeconds(seconds);
    List<Double> raw = line.raw(time);
    List<Double> driven = line.driven(time);
    report.put(kind + "_exchanges_per_second", driven.size() / (double) seconds);
    report.put(kind + "_raw_median_microseconds", quantile(raw, 0.5));
    report.put(kind + "_raw_p99_microseconds", quantile(raw, 0.99));
    report.put(kind + "_driver_median_microseconds", quantile(driven, 0.5));
    report.put(kind + "_driver_p99_microseconds", quantile(driven, 0.99));
    report.put(kind + "_overhead_median_microseconds", quantile(driven, 0.5) - quantile(raw, 0.5));
    report.put(kind + "_overhead_p99_microseconds", quantile(driven, 0.99) - quantile(raw, 0.99));
  }

  private void print(String name, Object value) {
    String text =
        value instanceof Double number
            ? String.format(Locale.ROOT, "%.1f", number)
            : String.valueOf(value);
    spec.commandLine().getOut().println(name + " " + text);
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}
