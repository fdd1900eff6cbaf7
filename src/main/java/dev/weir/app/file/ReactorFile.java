package dev.weir.app.file;

import dev.weir.device.line.LineDescription;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.flow.FeedName;
import dev.weir.reactor.ReactorDescription;
import dev.weir.units.FlowRate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A reactor file as read: everything in it is checked against everything else, and nothing is
 * opened yet.
 *
 * @param file where it was read from
 * @param hash SHA-256 of its bytes, in hex
 * @param bench what stands behind the lines
 * @param reactor what is connected to what, and every limit
 * @param resolutions the steps in which each feed's flow can be set
 * @param lines every line
 * @param devices every device, bound to its profile, in the order of the file
 * @param profileFolder where the profiles were read from
 */
public record ReactorFile(
    Path file,
    String hash,
    Bench bench,
    ReactorDescription reactor,
    Map<FeedName, FlowRate> resolutions,
    List<LineDescription> lines,
    List<ProfiledDevice> devices,
    Path profileFolder) {
  /** Copies the collections. */
  public ReactorFile {
    resolutions = Map.copyOf(resolutions);
    lines = List.copyOf(lines);
    devices = List.copyOf(devices);
  }

  /**
   * Reads a reactor file.
   *
   * @throws dev.weir.yaml.YamlException when anything in it is wrong, with a line for each fault
   */
  public static ReactorFile read(Path file) {
    return new ReactorFileReader(file).read();
  }

  /** What stands behind the lines. */
  public sealed interface Bench {
    /** The real one. */
    record Real() implements Bench {}

    /**
     * A virtual plant in this process.
     *
     * @param speed plant seconds per wall second, above 0
     * @param seed of every random number of the plant
     * @param refills whether its vessels are refilled, by the operator's own commands, when a
     *     campaign is blocked by a shortage
     * @param settings how the plant behaves, by name
     */
    record Simulated(double speed, long seed, boolean refills, Map<String, String> settings)
        implements Bench {
      /** Copies the map and rejects a speed that never moves. */
      public Simulated {
        settings = Map.copyOf(settings);
        if (!(speed > 0.0) || speed > 1e6) {
          throw new IllegalArgumentException(
              "speed must be above 0 and at most 1000000, was " + speed);
        }
      }
    }
  }
}
