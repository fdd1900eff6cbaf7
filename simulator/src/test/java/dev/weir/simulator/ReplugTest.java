package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.device.DeviceReport;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.Port;
import dev.weir.device.line.PortFactory;
import dev.weir.device.line.PseudoTerminal;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.reading.ProfileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A balance on a serial port that is named like an adapter below {@code /dev/serial/by-id}, pulled
 * out and put in again: the same one is led on, another one is refused by its serial number.
 */
final class ReplugTest {
  private static final String PROFILE = "mettler-sics";
  private static final String SERIAL_NUMBER = "0123456789";
  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of(".");

  private final List<DeviceReport> reports = new ArrayList<>();
  private Optional<Conduit> plugged = Optional.empty();
  private Optional<SimulatedBench> bench = Optional.empty();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private Transport.Serial serial(String path) {
    return new Transport.Serial(path, 9600, 8, Transport.Parity.NONE, 1);
  }

  private Path link() {
    return folder.resolve("usb-balance");
  }

  /** Puts a balance with the given serial number on the port. */
  private void plug(String serialNumber) throws IOException {
    Path profiles = Files.createDirectories(folder.resolve("sold-" + serialNumber));
    String text = Files.readString(Benches.profiles().resolve(PROFILE + ".yaml"));
    assertThat(text).contains(SERIAL_NUMBER);
    Files.writeString(
        profiles.resolve(PROFILE + ".yaml"), text.replace(SERIAL_NUMBER, serialNumber));
    SimulatedBench made =
        new SimulatedBench(
            BenchParts.alone(
                PROFILE,
                profiles,
                serial(link().toString()),
                new BenchParts.Device("", Map.of(), false),
                1L),
            now,
            _ -> Optional.empty());
    bench = Optional.of(made);
    plugged =
        Optional.of(
            Conduit.pty(
                BenchParts.ALONE_LINE,
                made.port(BenchParts.ALONE_LINE),
                new PseudoTerminal(link()),
                _ -> serial(link().toString())));
  }

  private void unplug() {
    plugged.orElseThrow().unplug();
    plugged = Optional.empty();
    bench = Optional.empty();
  }

  private LineAgent line() {
    Transport.Serial at = serial(link().toString());
    ProfiledDevice device =
        ProfiledDevice.of(
            ProfileReader.read(Benches.profiles().resolve(PROFILE + ".yaml")),
            new DeviceDescription(
                BenchParts.ALONE, PROFILE, BenchParts.ALONE_LINE, "", Map.of(), Map.of()),
            at);
    return new LineAgent(
        BenchParts.ALONE_LINE, new Socket(at), List.of(device.dialogue()), reports::add);
  }

  private boolean until(LineAgent line, BooleanSupplier so) {
    Instant end = now.plus(SOON);
    while (now.isBefore(end)) {
      now = now.plus(STEP);
      bench.ifPresent(each -> each.step(now));
      plugged.ifPresent(Conduit::carry);
      line.doWork(now);
      plugged.ifPresent(Conduit::deliver);
      if (so.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private boolean linkIs(LinkState state) {
    return reports.reversed().stream()
        .filter(DeviceReport.LinkChanged.class::isInstance)
        .findFirst()
        .filter(report -> ((DeviceReport.LinkChanged) report).state() == state)
        .isPresent();
  }

  private boolean reads() {
    return linkIs(LinkState.READY)
        && reports.getLast() instanceof DeviceReport.ReadingTaken(var _, Reading.Good _);
  }

  @Test
  void theSameDeviceIsLedOnAndAnotherIsRefused() throws IOException {
    Assumptions.assumeTrue(
        PseudoTerminal.isSupported(), "skipped: pseudo terminals are made on Linux only");
    try (LineAgent line = line()) {
      plug(SERIAL_NUMBER);
      assertThat(until(line, this::reads)).as(reports.toString()).isTrue();

      unplug();
      assertThat(until(line, () -> linkIs(LinkState.OFFLINE))).as(reports.toString()).isTrue();
      reports.clear();
      plug(SERIAL_NUMBER);
      assertThat(until(line, this::reads)).as(reports.toString()).isTrue();

      unplug();
      assertThat(until(line, () -> linkIs(LinkState.OFFLINE))).isTrue();
      reports.clear();
      plug("9876543210");
      assertThat(until(line, () -> linkIs(LinkState.FAULT))).as(reports.toString()).isTrue();
      assertThat(until(line, this::reads)).as("no number of a stranger").isFalse();
      assertThat(reports)
          .anyMatch(
              report ->
                  report instanceof DeviceReport.LinkChanged changed
                      && changed.reason().contains("9876543210")
                      && changed.reason().contains(SERIAL_NUMBER));
      assertThat(reports)
          .noneMatch(report -> report instanceof DeviceReport.ReadingTaken(var _, Reading.Good _));

      unplug();
      assertThat(until(line, () -> linkIs(LinkState.OFFLINE))).isTrue();
      plug(SERIAL_NUMBER);
      assertThat(until(line, this::reads)).as(reports.toString()).isTrue();
      unplug();
    }
  }

  /** The serial port of that name, whoever is behind it just now. */
  private final class Socket implements Port {
    private final Transport.Serial at;
    private Port present;

    Socket(Transport.Serial at) {
      this.at = at;
      this.present = PortFactory.portOf(at);
    }

    @Override
    public void open() throws IOException {
      present = plugged.map(Conduit::lineEnd).orElseGet(() -> PortFactory.portOf(at));
      present.open();
    }

    @Override
    public boolean isOpen() {
      return present.isOpen();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return present.read(into);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      present.write(bytes);
    }

    @Override
    public void close() {
      present.close();
    }
  }
}
