package dev.weir.simulator;

import dev.weir.app.extension.BenchDescription;
import dev.weir.app.extension.SteadyConditions;
import dev.weir.app.extension.TrueOutcome;
import dev.weir.app.extension.VirtualBench;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.DeviceName;
import dev.weir.device.line.CsvDropSettings;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.DropFolder;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Port;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.flow.FeedName;
import dev.weir.simulator.plant.NoiseSource;
import dev.weir.simulator.plant.PlantDescription;
import dev.weir.simulator.plant.Truth;
import dev.weir.simulator.plant.VirtualPlant;
import dev.weir.simulator.wire.Bus;
import dev.weir.simulator.wire.Garbling;
import dev.weir.simulator.wire.MemoryDropFolder;
import dev.weir.simulator.wire.Misbehaviour;
import dev.weir.simulator.wire.PlantBinding;
import dev.weir.simulator.wire.SimulatedAnalyser;
import dev.weir.simulator.wire.SimulatedDevice;
import dev.weir.simulator.wire.VirtualWire;
import dev.weir.units.Concentration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The virtual plant behind its devices' real bytes: one wire for each serial or TCP line, one
 * folder for each watched-folder line.
 *
 * <p>What is written to a line after one step is heard in the next, as at the time it was written;
 * a reply waits for its device's latency. The same description, seed and writes give the same
 * bytes. Owned by the thread that steps it.
 */
public final class SimulatedBench implements VirtualBench {
  private static final double NANOS = 1e-9;

  private final VirtualPlant plant;
  private final Map<LineName, Bus> buses = new TreeMap<>();
  private final Map<LineName, DropFolder> folders = new TreeMap<>();
  private final List<MemoryDropFolder> memoryFolders = new ArrayList<>();
  private final List<SimulatedAnalyser> analysers = new ArrayList<>();
  private final Map<DeviceName, SimulatedDevice> devices = new TreeMap<>();
  private final Map<DeviceName, Garbling> garblings = new TreeMap<>();
  private final ScenarioPlayer scenario;
  private final Instant start;
  private Instant now;

  /** Where the folder of a watched-folder line is. */
  @FunctionalInterface
  interface Folders {
    /** Returns the folder of a line, or nothing when it shall be in memory. */
    Optional<DropFolder> of(Transport.Folder transport);
  }

  /** A bench in memory. */
  static SimulatedBench inMemory(BenchDescription description, Instant start) {
    return new SimulatedBench(BenchParts.of(description), start, transport -> Optional.empty());
  }

  /** A bench whose folders are where the caller says. */
  SimulatedBench(BenchParts parts, Instant start, Folders outside) {
    this.start = start;
    this.now = start;
    this.plant = new VirtualPlant(parts.plant());
    long seed = parts.plant().seed();
    Map<LineName, Transport> transports = new HashMap<>();
    for (LineDescription line : parts.lines()) {
      transports.put(line.name(), line.transport());
      switch (line.transport()) {
        case Transport.Serial serial -> addBus(line.name(), seed);
        case Transport.Tcp tcp -> addBus(line.name(), seed);
        case Transport.OpcUa server ->
            throw new IllegalArgumentException(
                "line %s: %s is an OPC UA server; serve its profile with 'weir device-sim --profile'"
                    .formatted(line.name(), server.endpoint()));
        case Transport.Folder folder ->
            folders.put(line.name(), outside.of(folder).orElseGet(this::memoryFolder));
      }
    }
    Map<String, DeviceProfile> profiles = new HashMap<>();
    for (DeviceDescription device : parts.devices()) {
      Transport transport = transports.get(device.line());
      if (transport == null) {
        throw new IllegalArgumentException(
            "device '%s' is on line '%s', which the bench does not have"
                .formatted(device.name(), device.line()));
      }
      if (transport instanceof Transport.Folder) {
        addAnalyser(device, parts.plant());
      } else {
        DeviceProfile profile =
            profiles.computeIfAbsent(
                device.profile(),
                id -> ProfileReader.read(BenchParts.profileFile(parts.profiles(), id)));
        addDevice(device, profile, transport, parts);
      }
    }
    this.scenario = new ScenarioPlayer(parts.scenario(), stage());
  }

  private ScenarioPlayer.Stage stage() {
    Map<LineName, VirtualWire> wires = new TreeMap<>();
    buses.forEach((name, bus) -> wires.put(name, bus.wire()));
    return new ScenarioPlayer.Stage(plant, devices, garblings, analysers, wires);
  }

  private void addBus(LineName name, long seed) {
    buses.put(name, new Bus(new VirtualWire(name), new NoiseSource(seed, "line " + name), start));
  }

  private DropFolder memoryFolder() {
    MemoryDropFolder folder = new MemoryDropFolder(start);
    memoryFolders.add(folder);
    return folder;
  }

  private void addAnalyser(DeviceDescription device, PlantDescription of) {
    CsvDropSettings format =
        CsvDropSettings.of(
            device.parameters(), List.of(of.monomer1().text(), of.monomer2().text()));
    analysers.add(
        new SimulatedAnalyser(
            folder(device.line()),
            format,
            plant,
            new NoiseSource(of.seed(), "analyser " + device.name())));
  }

  private void addDevice(
      DeviceDescription device, DeviceProfile profile, Transport transport, BenchParts parts) {
    Bus bus = bus(device.line());
    Garbling garbling = new Garbling();
    SimulatedDevice simulated =
        new SimulatedDevice(
            device, profile, transport, binding(device.name(), parts), bus.transmitter(garbling));
    bus.add(simulated);
    devices.put(device.name(), simulated);
    garblings.put(device.name(), garbling);
  }

  private PlantBinding binding(DeviceName device, BenchParts parts) {
    if (parts.controller().equals(Optional.of(device))) {
      return PlantBinding.controller(plant);
    }
    return Optional.ofNullable(parts.pumps().get(device))
        .map(feed -> PlantBinding.pump(plant, plant.pump(feed)))
        .orElseGet(() -> PlantBinding.sensor(plant));
  }

  /**
   * Returns the plant, for tests and for the page of the simulator: the daemon must never look at
   * it.
   */
  public VirtualPlant plant() {
    return plant;
  }

  /** Returns the truth about this bench's plant. */
  public Truth truth() {
    return new Truth(plant.description());
  }

  /** Lets a device misbehave from now on. */
  void misbehave(DeviceName device, Misbehaviour misbehaviour) {
    device(device).misbehave(misbehaviour);
  }

  /** Brings a device into one of its profile's states. */
  void fall(DeviceName device, String state) {
    device(device).fall(state, now);
  }

  /** Switches a device off and on again. */
  void powerCycle(DeviceName device) {
    device(device).powerCycle();
  }

  private SimulatedDevice device(DeviceName name) {
    SimulatedDevice device = devices.get(name);
    if (device == null) {
      throw new IllegalArgumentException(
          "the bench has no device '%s'; it has %s".formatted(name, devices.keySet()));
    }
    return device;
  }

  @Override
  public void refill(FeedName feed) {
    plant.pump(feed).refill();
  }

  @Override
  public TrueOutcome truth(SteadyConditions conditions) {
    Truth.Outlet outlet =
        truth()
            .steadyState(
                new Truth.Inlet(
                    concentration(conditions, plant.description().monomer1()),
                    concentration(conditions, plant.description().monomer2()),
                    concentration(conditions, plant.description().initiator()),
                    conditions.totalFlow(),
                    conditions.bath()));
    return new TrueOutcome(outlet.conversion1(), outlet.conversion2(), outlet.composition());
  }

  private static Concentration concentration(SteadyConditions conditions, SpeciesName species) {
    return conditions.inlet().inlet().getOrDefault(species, new Concentration(0.0));
  }

  @Override
  public Port port(LineName line) {
    return bus(line).wire().end();
  }

  private Bus bus(LineName line) {
    Bus bus = buses.get(line);
    if (bus == null) {
      throw new IllegalArgumentException(
          "the bench has no serial or TCP line '%s'; it has %s".formatted(line, buses.keySet()));
    }
    return bus;
  }

  @Override
  public DropFolder folder(LineName line) {
    DropFolder folder = folders.get(line);
    if (folder == null) {
      throw new IllegalArgumentException(
          "the bench has no watched-folder line '%s'; it has %s".formatted(line, folders.keySet()));
    }
    return folder;
  }

  @Override
  public void step(Instant instant) {
    Duration span = Duration.between(now, instant);
    if (span.isNegative()) {
      throw new IllegalArgumentException(
          "a bench cannot go back from %s to %s".formatted(now, instant));
    }
    now = instant;
    scenario.play(seconds(Duration.between(start, now)));
    plant.step(seconds(span));
    for (MemoryDropFolder folder : memoryFolders) {
      folder.at(now);
    }
    for (Bus bus : buses.values()) {
      bus.step(now);
    }
    for (SimulatedAnalyser analyser : analysers) {
      analyse(analyser);
    }
  }

  private void analyse(SimulatedAnalyser analyser) {
    try {
      analyser.step(now);
    } catch (IOException e) {
      // A folder that is gone for a moment is a trouble of its own: the analyser tries again at the
      // next step.
      analyser.lastError(String.valueOf(e.getMessage()));
    }
  }

  private static double seconds(Duration span) {
    return span.getSeconds() + span.getNano() * NANOS;
  }
}
