package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.Port;
import dev.weir.device.line.PseudoTerminal;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.simulator.plant.NoiseSource;
import dev.weir.simulator.wire.Misbehaviour;
import dev.weir.units.Temperature;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Three controllers with addresses on one bus: Modbus RTU and text, over a pty and over TCP. */
final class BusOfSeveralTest {
  private static final Duration STEP = Duration.ofMillis(10);
  private static final List<DeviceName> NAMES =
      List.of(new DeviceName("first"), new DeviceName("second"), new DeviceName("third"));

  private final List<DeviceReport> reports = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @TestFactory
  Stream<DynamicTest> eachIsLedByItsAddressAndAMuteOneBlindsNobody() {
    Map<String, String> rtu =
        Map.of("decimals", "1", "safe_temperature", "20 °C", "framing", "rtu");
    return Stream.of(
        dynamicTest("Modbus RTU over a pty", () -> led("eurotherm-3200", rtu, true)),
        dynamicTest("Modbus RTU over TCP", () -> led("eurotherm-3200", rtu, false)),
        dynamicTest("text over a pty", () -> led("julabo-rs485", Map.of(), true)),
        dynamicTest("text over TCP", () -> led("julabo-rs485", Map.of(), false)));
  }

  private void led(String id, Map<String, String> parameters, boolean terminal) throws IOException {
    if (terminal && !PseudoTerminal.isSupported()) {
      System.out.println("skipped: pseudo terminals are made on Linux only");
      return;
    }
    reports.clear();
    DeviceProfile profile = ProfileReader.read(Benches.profiles().resolve(id + ".yaml"));
    Transport transport = terminal ? serial("/dev/null") : new Transport.Tcp("127.0.0.1", 1);
    List<DeviceDescription> devices = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      devices.add(
          new DeviceDescription(
              NAMES.get(i),
              id,
              BenchParts.ALONE_LINE,
              Integer.toString(i + 1),
              parameters,
              Map.of()));
    }
    BenchParts one =
        BenchParts.alone(
            id, Benches.profiles(), transport, new BenchParts.Device("1", parameters, true), 1L);
    SimulatedBench bench =
        new SimulatedBench(
            new BenchParts(
                one.plant(),
                one.lines(),
                devices,
                one.profiles(),
                Map.of(),
                Optional.of(NAMES.getFirst()),
                one.scenario()),
            now,
            _ -> Optional.empty());
    Port end = bench.port(BenchParts.ALONE_LINE);
    try (Conduit conduit =
            terminal
                ? Conduit.pty(BenchParts.ALONE_LINE, end, BusOfSeveralTest::serial)
                : Conduit.tcp(BenchParts.ALONE_LINE, end);
        LineAgent line =
            new LineAgent(
                BenchParts.ALONE_LINE,
                conduit.lineEnd(),
                devices.stream()
                    .map(each -> ProfiledDevice.of(profile, each, transport).dialogue())
                    .toList(),
                reports::add)) {
      run(bench, conduit, line, 10.0);
      for (int i = 0; i < NAMES.size(); i++) {
        want(line, NAMES.get(i), 40.0 + i);
      }
      run(bench, conduit, line, 10.0);
      for (int i = 0; i < NAMES.size(); i++) {
        assertThat(held(NAMES.get(i))).as(reports.toString()).isEqualTo(List.of(40.0 + i));
      }
      assertThat(reports).noneMatch(DeviceReport.DeviceFault.class::isInstance);

      bench.misbehave(
          NAMES.get(1),
          Misbehaviour.of(
              Misbehaviour.Kind.MUTE,
              1.0,
              new NoiseSource(1L, "mute"),
              Optional.empty(),
              Misbehaviour.waits(profile)));
      reports.clear();
      want(line, NAMES.getFirst(), 50.0);
      want(line, NAMES.getLast(), 52.0);
      run(bench, conduit, line, 30.0);
      assertThat(held(NAMES.getFirst())).isEqualTo(List.of(50.0));
      assertThat(held(NAMES.getLast())).isEqualTo(List.of(52.0));
      assertThat(reports)
          .filteredOn(DeviceReport.DeviceFault.class::isInstance)
          .allMatch(
              report ->
                  report.device().equals(NAMES.get(1))
                      && ((DeviceReport.DeviceFault) report).kind() == FaultClass.SILENT)
          .isNotEmpty();
      assertThat(reports)
          .noneMatch(
              report ->
                  report instanceof DeviceReport.LinkChanged changed
                      && changed.state() == LinkState.OFFLINE
                      && !changed.device().equals(NAMES.get(1)));
    }
  }

  private static Transport.Serial serial(String path) {
    return new Transport.Serial(path, 9600, 8, Transport.Parity.NONE, 1);
  }

  private void want(LineAgent line, DeviceName device, double celsius) {
    line.post(
        new DeviceRequest(
            device, new Wanted.Tempering(new Temperature(celsius)), now.plus(Duration.ofHours(1))));
  }

  private void run(SimulatedBench bench, Conduit conduit, LineAgent line, double seconds) {
    for (int i = 0; i < Math.round(seconds * 100.0); i++) {
      now = now.plus(STEP);
      bench.step(now);
      conduit.carry();
      line.doWork(now);
      conduit.deliver();
    }
  }

  /** Returns the set-points that a device has confirmed, in °C. */
  private List<Double> held(DeviceName device) {
    return reports.stream()
        .filter(DeviceReport.SetpointConfirmed.class::isInstance)
        .map(DeviceReport.SetpointConfirmed.class::cast)
        .filter(confirmed -> confirmed.device().equals(device))
        .map(confirmed -> ((Temperature) confirmed.value()).celsius())
        .distinct()
        .toList();
  }
}
