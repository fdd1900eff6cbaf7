package dev.weir.simulator;

import dev.weir.app.extension.BenchDescription;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.DeviceName;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.reactor.ReactorDescription;
import dev.weir.simulator.plant.PlantDescription;
import dev.weir.simulator.plant.PlantSettings;
import dev.weir.simulator.scenario.Scenario;
import dev.weir.simulator.scenario.ScenarioReader;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a simulated bench is put together from.
 *
 * @param plant the plant
 * @param lines every line
 * @param devices every device
 * @param profiles folder of the device profiles
 * @param pumps the feed that each pump delivers
 * @param controller the device that heats the bath
 * @param scenario what goes wrong
 */
record BenchParts(
    PlantDescription plant,
    List<LineDescription> lines,
    List<DeviceDescription> devices,
    Path profiles,
    Map<DeviceName, FeedName> pumps,
    Optional<DeviceName> controller,
    Scenario scenario) {

  /** The one device of {@link #alone}. */
  static final DeviceName ALONE = new DeviceName("device");

  /** The one line of {@link #alone}. */
  static final LineName ALONE_LINE = new LineName("line");

  BenchParts {
    lines = List.copyOf(lines);
    devices = List.copyOf(devices);
    pumps = Collections.unmodifiableMap(new TreeMap<>(pumps));
  }

  /** Takes a bench description apart. */
  static BenchParts of(BenchDescription description) {
    ReactorDescription reactor = description.reactor();
    Map<DeviceName, FeedName> pumps = new TreeMap<>();
    reactor.feeds().forEach(line -> pumps.put(line.pump(), line.feed().name()));
    PlantDescription plant =
        new PlantDescription(
            reactor.feeds().stream()
                .map(line -> new PlantDescription.Vessel(line.feed(), line.capacity()))
                .toList(),
            reactor.path(),
            description.monomer1(),
            description.monomer2(),
            description.initiator(),
            PlantSettings.parse(description.simulation()),
            description.seed());
    return new BenchParts(
        plant,
        description.lines(),
        description.devices(),
        description.profiles(),
        pumps,
        Optional.of(reactor.temperatureController()),
        scenario(description.simulation()));
  }

  private static Scenario scenario(Map<String, String> settings) {
    String file = settings.getOrDefault(PlantSettings.SCENARIO, PlantSettings.NO_SCENARIO);
    return file.equals(PlantSettings.NO_SCENARIO)
        ? Scenario.CALM
        : ScenarioReader.read(Path.of(file));
  }

  /**
   * One device alone, on a small plant of one solvent feed: whatever its profile can move, it
   * moves.
   *
   * @param profile id of the profile
   * @param transport the line it is on
   */
  static BenchParts alone(
      String profile, Path profiles, Transport transport, Device device, long seed) {
    FeedName feed = new FeedName("solvent");
    PlantDescription plant =
        new PlantDescription(
            List.of(
                new PlantDescription.Vessel(
                    new Feed(feed, new TreeMap<>(), FlowRate.ZERO, new FlowRate(50_000.0)),
                    new Volume(1e6))),
            new FlowPath(
                new Volume(300.0), new Volume(10_000.0), new Length(1.0), new Volume(500.0)),
            new SpeciesName("MMA"),
            new SpeciesName("St"),
            new SpeciesName("AIBN"),
            PlantSettings.standard(),
            seed);
    return new BenchParts(
        plant,
        List.of(new LineDescription(ALONE_LINE, transport)),
        List.of(
            new DeviceDescription(
                ALONE, profile, ALONE_LINE, device.address(), device.parameters(), Map.of())),
        profiles,
        device.heats() ? Map.of() : Map.of(ALONE, feed),
        device.heats() ? Optional.of(ALONE) : Optional.empty(),
        Scenario.CALM);
  }

  /**
   * How a single device is set up.
   *
   * @param address its address; empty for none
   * @param parameters of its profile
   * @param heats whether it is a temperature controller; else it moves the feed, as far as it can
   */
  record Device(String address, Map<String, String> parameters, boolean heats) {}

  /**
   * Returns the file of a profile.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Path profileFile(Path profiles, String id) {
    Path file = profiles.resolve(id + ".yaml");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no device profile '%s': there is no file %s".formatted(id, file));
    }
    return file;
  }
}
