package dev.weir.simulator;

import dev.weir.device.Capability;
import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Reading;
import dev.weir.device.Wanted;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineAgent;
import dev.weir.device.line.Port;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.TransportDefault;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.flow.FeedName;
import dev.weir.simulator.plant.FeedPump;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A simulated device that is led by its profile's driver over a real line of this machine, both
 * stepped in virtual time.
 */
final class LedDevice implements AutoCloseable {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofMillis(20);
  private static final Duration LEASE = Duration.ofHours(10);

  /** What the user of each device must say, and its address. */
  private static final Map<String, Map<String, String>> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bronkhorst-propar", Map.of("flow_at_100_percent", "10 mL/min")),
              Map.entry("chemyx-fusion", Map.of("syringe_diameter", "28.6 mm")),
              Map.entry("eurotherm-3200", Map.of("decimals", "1", "safe_temperature", "20 °C")),
              Map.entry(
                  "harvard-11elite",
                  Map.of("syringe_diameter", "14.567 mm", "longest_delivery", "50 mL")),
              Map.entry(
                  "jasco-pu4180", Map.of("pressure_unit", "MPa", "pressure_limit", "100 bar")),
              Map.entry(
                  "knauer-azura-compact",
                  Map.of("head", "10", "pressure_scale", "0.1 bar", "pressure_limit", "30 bar")),
              Map.entry("modbus-ai-420", Map.of("input_range", "0-20 mA", "span", "40 bar")),
              Map.entry("newera-ne1000", Map.of("syringe_diameter", "14.43 mm")),
              Map.entry("ssi-nextgen", Map.of("flow_decimals", "3", "pressure_limit", "100 bar")),
              Map.entry("watlow-ezzone", Map.of("unit", "degC"))));

  final DeviceProfile profile;
  final SimulatedBench bench;
  final List<DeviceReport> reports = new ArrayList<>();
  private final Conduit conduit;
  private final LineAgent line;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Duration step = SHORT;

  /** Makes a device and its driver; nothing is asked before the first step. */
  LedDevice(String id, TransportKind over) throws IOException {
    profile = ProfileReader.read(Benches.profiles().resolve(id + ".yaml"));
    String address = profile.wire().addressing().kind().name().equals("REQUIRED") ? "1" : "";
    Map<String, String> parameters = SETTINGS.getOrDefault(id, Map.of());
    Transport transport =
        over == TransportKind.TCP ? new Transport.Tcp("127.0.0.1", 1) : serial("/dev/null");
    bench =
        new SimulatedBench(
            BenchParts.alone(
                id,
                Benches.profiles(),
                transport,
                new BenchParts.Device(address, parameters, heats()),
                1L),
            now,
            _ -> Optional.empty());
    Port end = bench.port(BenchParts.ALONE_LINE);
    conduit =
        over == TransportKind.TCP
            ? Conduit.tcp(BenchParts.ALONE_LINE, end)
            : Conduit.pty(BenchParts.ALONE_LINE, end, this::serial);
    DeviceDescription description =
        new DeviceDescription(
            BenchParts.ALONE, id, BenchParts.ALONE_LINE, address, parameters, Map.of());
    line =
        new LineAgent(
            BenchParts.ALONE_LINE,
            conduit.lineEnd(),
            List.of(ProfiledDevice.of(profile, description, transport).dialogue()),
            reports::add);
  }

  private Transport.Serial serial(String path) {
    if (profile.wire().transports().get(TransportKind.SERIAL)
        instanceof TransportDefault.SerialDefault standard) {
      return standard.at(path);
    }
    throw new AssertionError(profile.id() + " has no serial line");
  }

  boolean isPump() {
    return profile.identity().kind() == DeviceClass.PUMP;
  }

  boolean heats() {
    return profile.identity().kind() == DeviceClass.TEMPERATURE_CONTROLLER;
  }

  /** One step; a short one while something is going on. */
  private void step() {
    now = now.plus(step);
    bench.step(now);
    conduit.carry();
    int work = line.doWork(now);
    conduit.deliver();
    step = work > 0 ? SHORT : step.plus(SHORT);
    step = step.compareTo(LONG) > 0 ? LONG : step;
  }

  void run(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      step();
    }
  }

  /** Steps until something is so; returns how long it took, nothing when it did not come to be. */
  Optional<Duration> until(Duration atMost, BooleanSupplier so) {
    Instant begin = now;
    Instant end = now.plus(atMost);
    while (now.isBefore(end)) {
      step();
      if (so.getAsBoolean()) {
        return Optional.of(Duration.between(begin, now));
      }
    }
    return Optional.empty();
  }

  /** Wishes for work: a flow, a temperature, or to be observed. */
  void wantWork(double share) {
    want(
        isPump()
            ? new Wanted.Pumping(new FlowRate(500.0 * share))
            : heats()
                ? new Wanted.Tempering(new Temperature(60.0 * share))
                : new Wanted.Observed());
  }

  void want(Wanted wanted) {
    line.post(new DeviceRequest(BenchParts.ALONE, wanted, now.plus(LEASE)));
  }

  /** Tells whether the plant does what was wished with this share. */
  boolean works(double share) {
    if (isPump()) {
      FeedPump pump = bench.plant().pump(new FeedName("solvent"));
      return pump.isRunning() && Math.abs(pump.flow().microlitresPerMinute() - 500.0 * share) < 5.0;
    }
    return !heats()
        || (Math.abs(bench.plant().bath().setpoint().celsius() - 60.0 * share) < 0.06
            && bench.plant().bath().isControlling());
  }

  Optional<LinkState> link() {
    return reports.reversed().stream()
        .filter(DeviceReport.LinkChanged.class::isInstance)
        .map(report -> ((DeviceReport.LinkChanged) report).state())
        .findFirst();
  }

  List<FaultClass> faults() {
    return reports.stream()
        .filter(DeviceReport.DeviceFault.class::isInstance)
        .map(report -> ((DeviceReport.DeviceFault) report).kind())
        .distinct()
        .toList();
  }

  /** Returns the latest reading of each value. */
  Map<Capability, Reading> readings() {
    Map<Capability, Reading> readings = new TreeMap<>();
    for (DeviceReport report : reports) {
      if (report instanceof DeviceReport.ReadingTaken(var tag, Reading reading)) {
        readings.put(tag.capability(), reading);
      }
    }
    return readings;
  }

  /** Tells whether it is verified and every value that it shows is a good one. */
  boolean isWell() {
    return link().filter(LinkState.READY::equals).isPresent()
        && !readings().isEmpty()
        && readings().values().stream().allMatch(Reading.Good.class::isInstance);
  }

  @Override
  public void close() {
    line.close();
    conduit.close();
  }
}
