package dev.weir.app.file;

import dev.weir.app.terminal.Hashes;
import dev.weir.app.terminal.WeirHome;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.DeviceName;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.flow.Feed;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.reactor.ReactorDescription;
import dev.weir.units.Concentration;
import dev.weir.units.Dimension;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads one reactor file from top to bottom; what is wrong stops it with the place and the reason.
 */
final class ReactorFileReader {
  /** A waste vessel must find room for a few flushes; in volumes of the flow path (assumed). */
  private static final double MOST_FLUSHES = 10.0;

  /** Settings of a simulation that are not the plant's. */
  private static final Set<String> OWN_SETTINGS = Set.of("speed", "seed", "refills");

  private final Path file;
  private final Map<LineName, LineDescription> lines = new LinkedHashMap<>();
  private final Map<DeviceName, ProfiledDevice> devices = new LinkedHashMap<>();
  private final Map<DeviceName, Device> effective = new LinkedHashMap<>();
  private final Map<FeedName, FlowRate> resolutions = new LinkedHashMap<>();

  ReactorFileReader(Path file) {
    this.file = file;
  }

  ReactorFile read() {
    YamlMap root = YamlReader.read(file);
    String name = root.text("name");
    ReactorFile.Bench bench = bench(root);
    Path profileFolder = profileFolder(root);
    new LineSection(lines).read(root);
    new DeviceSection(profileFolder, lines, devices).read(root);
    devices.forEach((device, bound) -> effective.put(device, bound.device()));
    List<ReactorDescription.FeedLine> feeds = feeds(root);
    FeedName flushFeed = known(root, "flush_feed", FeedName::new, feedNames(feeds));
    FlowPath path = path(root.map("path"));
    Device controller = device(root, "temperature_controller", Device.TemperatureController.class);
    Device pressure = device(root, "pressure_sensor", Device.class);
    Device analyser = device(root, "analyser", Device.Analyser.class);
    mustReport(root, "pressure_sensor", pressure, Capability.PRESSURE_ACTUAL);
    mustReport(root, "temperature_controller", controller, Capability.TEMPERATURE_ACTUAL);
    ReactorDescription.Limits limits = limits(root.map("limits"));
    ReactorDescription.Rest rest = rest(root.map("rest"), feeds, flushFeed);
    Optional<Volume> waste = root.optionalMap("waste").map(map -> wasteCapacity(map, path));
    root.refuseUnknownKeys();
    ReactorDescription reactor =
        new ReactorDescription(
            name,
            feeds,
            flushFeed,
            path,
            effective,
            controller.name(),
            pressure.name(),
            analyser.name(),
            limits,
            rest,
            waste);
    return new ReactorFile(
        file,
        Hashes.sha256(file),
        bench,
        reactor,
        resolutions,
        List.copyOf(lines.values()),
        List.copyOf(devices.values()),
        profileFolder);
  }

  private static ReactorFile.Bench bench(YamlMap root) {
    String kind = root.text("bench");
    if (kind.equals("real")) {
      if (root.has("simulation")) {
        throw root.wrong(
            "simulation", "a real bench has no simulation; remove it or say 'bench: simulated'");
      }
      return new ReactorFile.Bench.Real();
    }
    if (!kind.equals("simulated")) {
      throw root.wrong(
          "bench",
          "must be real or simulated, was '%s'%s"
              .formatted(kind, DidYouMean.hint(kind, List.of("real", "simulated"))));
    }
    YamlMap simulation = root.map("simulation");
    double speed = simulation.number("speed", 0.1, 10_000.0);
    long seed = simulation.integer("seed", 0, Integer.MAX_VALUE);
    boolean refills = simulation.has("refills") && simulation.flag("refills");
    Map<String, String> settings = new TreeMap<>();
    for (String key : simulation.keys()) {
      if (!OWN_SETTINGS.contains(key)) {
        settings.put(key, simulation.text(key));
      }
    }
    return new ReactorFile.Bench.Simulated(speed, seed, refills, settings);
  }

  private Path profileFolder(YamlMap root) {
    Path folder = WeirHome.resolve(file, root.optionalText("profiles").orElse("device-profiles"));
    if (!folder.toFile().isDirectory()) {
      throw root.wrong("profiles", "no such folder: " + folder);
    }
    return folder;
  }

  private List<ReactorDescription.FeedLine> feeds(YamlMap root) {
    List<ReactorDescription.FeedLine> feeds = new ArrayList<>();
    Set<FeedName> names = new HashSet<>();
    Set<DeviceName> pumps = new HashSet<>();
    for (YamlMap map : root.maps("feeds")) {
      FeedName name = map.parsed("name", FeedName::new);
      if (!names.add(name)) {
        throw map.wrong("name", "another feed is named " + name);
      }
      Device.Pump pump = device(map, "pump", Device.Pump.class);
      DeviceName pumpName = pump.name();
      if (!pumps.add(pumpName)) {
        throw map.wrong("pump", pumpName + " already delivers another feed");
      }
      Feed feed = new Feed(name, stock(map), pump.lowest(), pump.highest());
      Volume capacity = (Volume) map.quantity("capacity", Dimension.VOLUME);
      Volume reserve = (Volume) map.quantity("reserve", Dimension.VOLUME);
      if (reserve.microlitres() >= capacity.microlitres()) {
        throw map.wrong(
            "reserve", "%s must be below the capacity of %s".formatted(reserve, capacity));
      }
      map.optionalParsed("resolution", FlowRate::parse)
          .ifPresent(step -> resolutions.put(name, step));
      map.refuseUnknownKeys();
      feeds.add(new ReactorDescription.FeedLine(feed, pumpName, capacity, reserve));
    }
    if (feeds.isEmpty()) {
      throw root.wrong("feeds", "a reactor needs at least one feed");
    }
    return feeds;
  }

  private static SortedMap<SpeciesName, Concentration> stock(YamlMap feed) {
    SortedMap<SpeciesName, Concentration> stock = new TreeMap<>();
    feed.optionalMap("stock")
        .ifPresent(
            map -> {
              for (String species : map.keys()) {
                Concentration concentration =
                    (Concentration) map.quantity(species, Dimension.CONCENTRATION);
                stock.put(parse(map, species, SpeciesName::new), concentration);
              }
            });
    return stock;
  }

  private static FlowPath path(YamlMap map) {
    Volume upstream = (Volume) map.quantity("upstream", Dimension.VOLUME);
    Volume coil = (Volume) map.quantity("coil", Dimension.VOLUME);
    Length diameter = (Length) map.quantity("inner_diameter", Dimension.LENGTH);
    Volume downstream = (Volume) map.quantity("downstream", Dimension.VOLUME);
    map.refuseUnknownKeys();
    try {
      return new FlowPath(upstream, coil, diameter, downstream);
    } catch (IllegalArgumentException e) {
      throw map.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Volume wasteCapacity(YamlMap map, FlowPath path) {
    Volume capacity = (Volume) map.quantity("capacity", Dimension.VOLUME);
    map.refuseUnknownKeys();
    if (capacity.microlitres() < MOST_FLUSHES * path.total().microlitres()) {
      throw map.wrong(
          "capacity",
          "%s must hold at least %s, ten times the flow path"
              .formatted(capacity, new Volume(MOST_FLUSHES * path.total().microlitres())));
    }
    return capacity;
  }

  private ReactorDescription.Limits limits(YamlMap map) {
    YamlMap pressure = map.map("pressure");
    List<String> order = List.of("low_low", "low", "high", "high_high", "rating");
    List<Quantity> values =
        order.stream().map(key -> pressure.quantity(key, Dimension.PRESSURE)).toList();
    pressure.refuseUnknownKeys();
    for (int i = 1; i < order.size(); i++) {
      mustBeBelow(pressure, order.get(i - 1), values.get(i - 1), order.get(i), values.get(i));
    }
    checkPumpLimits(pressure, values.get(3), values.get(4));
    YamlMap temperature = map.map("temperature");
    Quantity high = temperature.quantity("high", Dimension.TEMPERATURE);
    Quantity highHigh = temperature.quantity("high_high", Dimension.TEMPERATURE);
    mustBeBelow(temperature, "high", high, "high_high", highHigh);
    Quantity above = temperature.quantity("above_setpoint", Dimension.TEMPERATURE_DIFFERENCE);
    Quantity adiabatic = temperature.quantity("adiabatic_rise", Dimension.TEMPERATURE_DIFFERENCE);
    temperature.refuseUnknownKeys();
    map.refuseUnknownKeys();
    return new ReactorDescription.Limits(
        (Pressure) values.get(0),
        (Pressure) values.get(1),
        (Pressure) values.get(2),
        (Pressure) values.get(3),
        (Pressure) values.get(4),
        (Temperature) high,
        (Temperature) highHigh,
        (TemperatureDifference) above,
        (TemperatureDifference) adiabatic);
  }

  /** A pump that stops itself must do so between the daemon's trip and the rating. */
  private void checkPumpLimits(YamlMap pressure, Quantity highHigh, Quantity rating) {
    for (Device device : effective.values()) {
      if (device instanceof Device.Pump pump && pump.pressureLimit().bars() > 0.0) {
        double limit = pump.pressureLimit().bars();
        if (limit <= highHigh.canonicalValue() || limit >= rating.canonicalValue()) {
          throw pressure.wrong(
              "high_high",
              "the limit of pump %s, %s, must lie between high_high %s and rating %s"
                  .formatted(pump.name(), pump.pressureLimit(), highHigh.print(), rating.print()));
        }
      }
    }
  }

  private static void mustBeBelow(
      YamlMap map, String lowKey, Quantity low, String highKey, Quantity high) {
    if (low.canonicalValue() >= high.canonicalValue()) {
      throw map.wrong(
          lowKey, "%s must be below %s %s".formatted(low.print(), highKey, high.print()));
    }
  }

  private static ReactorDescription.Rest rest(
      YamlMap map, List<ReactorDescription.FeedLine> feeds, FeedName flushFeed) {
    Temperature safe = (Temperature) map.quantity("safe_temperature", Dimension.TEMPERATURE);
    FlowRate flush = (FlowRate) map.quantity("flush_flow", Dimension.FLOW_RATE);
    FlowRate idle = (FlowRate) map.quantity("idle_flow", Dimension.FLOW_RATE);
    map.refuseUnknownKeys();
    Feed solvent =
        feeds.stream()
            .map(ReactorDescription.FeedLine::feed)
            .filter(feed -> feed.name().equals(flushFeed))
            .findFirst()
            .orElseThrow();
    if (!solvent.isSolvent()) {
      throw map.wrong(
          "flush feed '%s' carries %s; it must be pure solvent"
              .formatted(flushFeed, solvent.stock().keySet()));
    }
    for (var entry : Map.of("flush_flow", flush, "idle_flow", idle).entrySet()) {
      double flow = entry.getValue().microlitresPerMinute();
      if (flow < solvent.lowest().microlitresPerMinute()
          || flow > solvent.highest().microlitresPerMinute()) {
        throw map.wrong(
            entry.getKey(),
            "%s is outside the pump's range of %s to %s"
                .formatted(entry.getValue(), solvent.lowest(), solvent.highest()));
      }
    }
    return new ReactorDescription.Rest(safe, flush, idle);
  }

  private <D extends Device> D device(YamlMap map, String key, Class<D> kind) {
    DeviceName name = known(map, key, DeviceName::new, effective.keySet());
    Device device = Objects.requireNonNull(effective.get(name));
    if (!kind.isInstance(device)) {
      throw map.wrong(
          key,
          "needs a device of kind '%s'; %s is of kind '%s'"
              .formatted(title(kind), name, title(device.getClass())));
    }
    return kind.cast(device);
  }

  private static void mustReport(YamlMap map, String key, Device device, Capability capability) {
    if (!device.capabilities().contains(capability)) {
      throw map.wrong(key, "%s does not report %s".formatted(device.name(), capability.word()));
    }
  }

  private static List<FeedName> feedNames(List<ReactorDescription.FeedLine> feeds) {
    return feeds.stream().map(line -> line.feed().name()).toList();
  }

  private static String title(Class<?> kind) {
    return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static <T> T known(
      YamlMap map, String key, Function<String, T> parser, Collection<T> all) {
    T value = map.parsed(key, parser);
    if (!all.contains(value)) {
      List<String> words = all.stream().map(Object::toString).sorted().toList();
      throw map.wrong(
          key,
          "nothing is named '%s'; known here: %s%s"
              .formatted(
                  value, String.join(", ", words), DidYouMean.hint(value.toString(), words)));
    }
    return value;
  }

  private static <T> T parse(YamlMap map, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      YamlException wrong = map.wrong(text, String.valueOf(e.getMessage()));
      wrong.initCause(e);
      throw wrong;
    }
  }
}
