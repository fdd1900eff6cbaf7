package dev.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.flow.FeedName;
import dev.weir.simulator.plant.FeedPump;
import dev.weir.simulator.plant.NoiseSource;
import dev.weir.simulator.wire.Misbehaviour;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each profile's driver, over bytes, against the device that the same profile simulates. */
final class DialogueAgainstSimulatorTest {
  private static final Duration STEP = Duration.ofMillis(10);

  /** What the user of each device must say. */
  private static final Map<String, Map<String, String>> DEVICES =
      new TreeMap<>(
          Map.of(
              "harvard-11elite",
              Map.of("syringe_diameter", "14.567 mm", "longest_delivery", "50 mL"),
              "chemyx-fusion",
              Map.of("syringe_diameter", "28.6 mm"),
              "ssi-nextgen",
              Map.of("flow_decimals", "3", "pressure_limit", "100 bar"),
              "jasco-pu4180",
              Map.of("pressure_unit", "MPa", "pressure_limit", "100 bar"),
              "huber-pb",
              Map.of(),
              "julabo",
              Map.of(),
              "ika-namur",
              Map.of(),
              "lauda",
              Map.of(),
              "watlow-ezzone",
              Map.of("unit", "degC")));

  /** One device, its line and its driver, stepped together. */
  private static final class Pair {
    private final DeviceProfile profile;
    private final SimulatedBench bench;
    private final LineAgent line;
    private final List<DeviceReport> reports = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Pair(String id) {
      this(id, Map.of());
    }

    /** A pair whose device differs from what the driver is configured to. */
    Pair(String id, Map<String, String> different) {
      profile = ProfileReader.read(Benches.profiles().resolve(id + ".yaml"));
      Transport tcp = new Transport.Tcp("127.0.0.1", 1);
      String address = profile.wire().addressing().kind().name().equals("REQUIRED") ? "1" : "";
      Map<String, String> parameters = DEVICES.getOrDefault(id, Map.of());
      BenchParts parts =
          BenchParts.alone(
              id,
              Benches.profiles(),
              tcp,
              new BenchParts.Device(address, merged(parameters, different), !isPump()),
              1L);
      bench = new SimulatedBench(parts, now, folder -> Optional.empty());
      DeviceDescription description =
          new DeviceDescription(
              BenchParts.ALONE, id, BenchParts.ALONE_LINE, address, parameters, Map.of());
      line =
          new LineAgent(
              BenchParts.ALONE_LINE,
              bench.port(BenchParts.ALONE_LINE),
              List.of(ProfiledDevice.of(profile, description, tcp).dialogue()),
              reports::add);
    }

    private static Map<String, String> merged(
        Map<String, String> parameters, Map<String, String> different) {
      Map<String, String> merged = new TreeMap<>(parameters);
      merged.putAll(different);
      return merged;
    }

    boolean isPump() {
      return profile.identity().kind() == DeviceClass.PUMP;
    }

    void run(double seconds) {
      for (int i = 0; i < Math.round(seconds * 100.0); i++) {
        now = now.plus(STEP);
        bench.step(now);
        line.doWork(now);
      }
    }

    void want(Wanted wanted) {
      line.post(new DeviceRequest(BenchParts.ALONE, wanted, now.plus(Duration.ofHours(1))));
    }

    void wantWork() {
      want(
          isPump()
              ? new Wanted.Pumping(FlowRate.parse("500 µL/min"))
              : new Wanted.Tempering(Temperature.parse("60 °C")));
    }

    void misbehave(Misbehaviour.Kind kind, double share, Optional<ErrorRule> error) {
      bench.misbehave(
          BenchParts.ALONE,
          Misbehaviour.of(
              kind, share, new NoiseSource(7L, "test"), error, Misbehaviour.waits(profile)));
    }

    FeedPump pump() {
      return bench.plant().pump(new FeedName("solvent"));
    }

    Optional<LinkState> link() {
      return reports.stream()
          .filter(DeviceReport.LinkChanged.class::isInstance)
          .map(report -> ((DeviceReport.LinkChanged) report).state())
          .reduce((first, second) -> second);
    }

    List<FaultClass> faults() {
      return reports.stream()
          .filter(DeviceReport.DeviceFault.class::isInstance)
          .map(report -> ((DeviceReport.DeviceFault) report).kind())
          .toList();
    }

    boolean worksAsWanted() {
      return isPump()
          ? pump().isRunning() && Math.abs(pump().flow().microlitresPerMinute() - 500.0) < 5.0
          : Math.abs(bench.plant().bath().setpoint().celsius() - 60.0) < 0.01
              && bench.plant().bath().isControlling();
    }
  }

  @TestFactory
  Stream<DynamicTest> itIsVerifiedLedAndMadeSafe() {
    return DEVICES.keySet().stream().map(id -> dynamicTest(id, () -> led(id)));
  }

  private static void led(String id) {
    Pair pair = new Pair(id);
    pair.run(10.0);
    assertThat(pair.link()).as(pair.reports.toString()).contains(LinkState.READY);
    pair.wantWork();
    pair.run(30.0);
    assertThat(pair.reports).anyMatch(DeviceReport.SetpointConfirmed.class::isInstance);
    assertThat(pair.worksAsWanted()).as(pair.faults().toString()).isTrue();
    assertThat(pair.faults()).isEmpty();
    pair.want(new Wanted.Safe());
    pair.run(15.0);
    assertThat(pair.reports)
        .anyMatch(
            report ->
                report instanceof DeviceReport.MadeSafe(var device, var sure, var at) && sure);
    assertThat(pair.isPump() ? pair.pump().isRunning() : pair.worksAsWanted()).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> everyErrorOfTheProfileIsToldAsItsClass() {
    return DEVICES.keySet().stream()
        .flatMap(
            id ->
                ProfileReader.read(Benches.profiles().resolve(id + ".yaml"))
                    .language()
                    .errors()
                    .stream()
                    .map(
                        rule ->
                            dynamicTest(
                                id + " " + rule.text().strip(),
                                () -> {
                                  Pair pair = new Pair(id);
                                  pair.run(10.0);
                                  pair.misbehave(
                                      Misbehaviour.Kind.ERROR_REPLY, 1.0, Optional.of(rule));
                                  pair.wantWork();
                                  pair.run(20.0);
                                  assertThat(pair.faults()).contains(rule.kind());
                                  assertThat(pair.worksAsWanted()).isFalse();
                                })));
  }

  @TestFactory
  Stream<DynamicTest> aDeviceIsFoundAgainAfterEveryMisbehaviour() {
    // Replies that end by silence, commands without replies, and Modbus.
    return Stream.of("harvard-11elite", "julabo", "watlow-ezzone")
        .flatMap(
            id ->
                Stream.of(Misbehaviour.Kind.values())
                    .filter(kind -> kind != Misbehaviour.Kind.ERROR_REPLY)
                    .map(kind -> dynamicTest(id + " " + kind, () -> foundAgain(id, kind))));
  }

  private static void foundAgain(String id, Misbehaviour.Kind kind) {
    Pair pair = new Pair(id);
    pair.run(8.0);
    pair.misbehave(kind, 0.5, Optional.empty());
    pair.run(10.0);
    pair.bench.misbehave(BenchParts.ALONE, Misbehaviour.none());
    if (kind == Misbehaviour.Kind.HANG_IF_TOO_FAST) {
      pair.bench.powerCycle(BenchParts.ALONE);
    }
    pair.run(40.0);
    assertThat(pair.link()).as(pair.reports.toString()).contains(LinkState.READY);
  }

  @Test
  void whatADeviceReportsAsItsLimitNarrowsTheProfiles() {
    Pair pair = new Pair("huber-pb");
    pair.run(5.0);
    pair.want(new Wanted.Tempering(Temperature.parse("250 °C")));
    pair.run(5.0);
    assertThat(pair.reports)
        .anyMatch(
            report ->
                report instanceof DeviceReport.DeviceFault(var device, var kind, var text, var at)
                    && kind == FaultClass.REFUSED_RANGE
                    && text.contains("limits are -40"));
    assertThat(pair.worksAsWanted()).isFalse();
  }

  @Test
  void theUnitThatADeviceTellsIsTheOneItIsSpokenToIn() {
    Pair pair = new Pair("ssi-nextgen", Map.of("pressure_unit", "MPa"));
    pair.run(15.0);
    // The simulated pump counts in MPa though the configuration assumes psi: 100 bar and no other.
    assertThat(pair.link()).contains(LinkState.READY);
    assertThat(pair.reports)
        .anyMatch(
            report ->
                report instanceof DeviceReport.ReadingTaken(var tag, var reading)
                    && tag.capability() == Capability.PRESSURE_LIMIT
                    && reading.toString().contains("100"));
  }

  @Test
  void aHotplateGoesOffWhenItsWatchdogIsNoLongerFed() {
    Pair pair = new Pair("ika-namur");
    pair.run(5.0);
    pair.wantWork();
    pair.run(200.0);
    assertThat(pair.bench.plant().bath().isControlling()).isTrue();
    for (int i = 0; i < 700; i++) {
      pair.now = pair.now.plus(Duration.ofMillis(100));
      pair.bench.step(pair.now);
    }
    assertThat(pair.bench.plant().bath().isControlling()).isFalse();
  }

  @Test
  void memoryThatWearsOutIsWrittenSeldomAndOnlyWithTheLatestWish() {
    Pair pair = new Pair("watlow-ezzone");
    pair.run(5.0);
    for (int celsius = 40; celsius <= 60; celsius++) {
      pair.want(new Wanted.Tempering(new Temperature(celsius)));
      pair.run(0.5);
    }
    pair.run(12.0);
    assertThat(pair.reports.stream().filter(DeviceReport.SetpointConfirmed.class::isInstance))
        .hasSizeLessThanOrEqualTo(3);
    assertThat(pair.bench.plant().bath().setpoint().celsius()).isEqualTo(60.0);
  }
}
