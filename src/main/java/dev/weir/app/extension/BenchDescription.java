package dev.weir.app.extension;

import dev.weir.chemistry.SpeciesName;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.LineDescription;
import dev.weir.reactor.ReactorDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything a virtual bench must know to stand in for a real one.
 *
 * @param reactor what is connected to what
 * @param lines every line
 * @param devices every device on them
 * @param profiles folder of the device profiles
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator the initiator
 * @param simulation how the plant behaves: scenario settings by name, as text with units
 * @param seed of every random number of the plant
 */
public record BenchDescription(
    ReactorDescription reactor,
    List<LineDescription> lines,
    List<DeviceDescription> devices,
    Path profiles,
    SpeciesName monomer1,
    SpeciesName monomer2,
    SpeciesName initiator,
    Map<String, String> simulation,
    long seed) {
  /** Copies the collections. */
  public BenchDescription {
    lines = List.copyOf(lines);
    devices = List.copyOf(devices);
    simulation = Map.copyOf(simulation);
  }
}
