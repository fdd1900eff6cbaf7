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
import dev.weir.reactor.ReactorDescription.FeedLine;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import dev.weir.units.Length;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import dev.weir.units.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bench of four HPLC pumps, a heater, a pressure input and a folder, for tests. */
final class Benches {
  static final LineName HPLC = new LineName("hplc");
  private static final Map<String, String> PUMP =
      Map.of("head", "10", "pressure_scale", "0.1 bar", "pressure_limit", "30 bar");

  private Benches() {}

  static Path profiles() {
    return Path.of(System.getProperty("weir.home", ".."), "device-profiles");
  }

  static BenchDescription description(Map<String, String> simulation, long seed) {
    List<FeedLine> feeds = new ArrayList<>();
    List<LineDescription> lines = new ArrayList<>();
    List<DeviceDescription> devices = new ArrayList<>();
    add(feeds, lines, devices, "mma", Map.of("MMA", 5.0));
    add(feeds, lines, devices, "st", Map.of("St", 5.0));
    add(feeds, lines, devices, "initiator", Map.of("AIBN", 0.2));
    add(feeds, lines, devices, "solvent", Map.of());
    device(
        lines, devices, "heater", "eurotherm-3200", "1", Map.of("decimals", "1", "framing", "tcp"));
    device(
        lines,
        devices,
        "pressure",
        "modbus-ai-420",
        "1",
        Map.of("input_range", "0-20 mA", "span", "40 bar"));
    lines.add(new LineDescription(HPLC, new Transport.Folder(Path.of("unused"))));
    devices.add(
        new DeviceDescription(new DeviceName("hplc"), "csv-drop", HPLC, "", Map.of(), Map.of()));
    ReactorDescription reactor =
        new ReactorDescription(
            "test",
            feeds,
            new FeedName("solvent"),
            new FlowPath(new Volume(300), new Volume(10_000), new Length(1), new Volume(500)),
            Map.of(),
            new DeviceName("heater"),
            new DeviceName("pressure"),
            new DeviceName("hplc"),
            limits(),
            new ReactorDescription.Rest(
                new Temperature(25), new FlowRate(1000), new FlowRate(100)));
    return new BenchDescription(
        reactor,
        lines,
        devices,
        profiles(),
        new SpeciesName("MMA"),
        new SpeciesName("St"),
        new SpeciesName("AIBN"),
        simulation,
        seed);
  }

  private static ReactorDescription.Limits limits() {
    return new ReactorDescription.Limits(
        new Pressure(1),
        new Pressure(2),
        new Pressure(10),
        new Pressure(15),
        new Pressure(40),
        new Temperature(110),
        new Temperature(125),
        new TemperatureDifference(8),
        new TemperatureDifference(120));
  }

  private static void add(
      List<FeedLine> feeds,
      List<LineDescription> lines,
      List<DeviceDescription> devices,
      String name,
      Map<String, Double> stock) {
    TreeMap<SpeciesName, Concentration> solutes = new TreeMap<>();
    stock.forEach(
        (species, molar) -> solutes.put(new SpeciesName(species), new Concentration(molar)));
    feeds.add(
        new FeedLine(
            new Feed(new FeedName(name), solutes, new FlowRate(10), new FlowRate(10_000)),
            new DeviceName("pump-" + name),
            new Volume(2e6),
            new Volume(5e4)));
    device(lines, devices, "pump-" + name, "knauer-azura-compact", "", PUMP);
  }

  private static void device(
      List<LineDescription> lines,
      List<DeviceDescription> devices,
      String name,
      String profile,
      String address,
      Map<String, String> parameters) {
    LineName line = new LineName("line-" + name);
    lines.add(new LineDescription(line, new Transport.Tcp("127.0.0.1", 17_001 + lines.size())));
    devices.add(
        new DeviceDescription(new DeviceName(name), profile, line, address, parameters, Map.of()));
  }
}
