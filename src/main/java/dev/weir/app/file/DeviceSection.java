package dev.weir.app.file;

import dev.weir.device.Capability;
import dev.weir.device.DeviceName;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.DeviceDescription.Range;
import dev.weir.device.line.LineDescription;
import dev.weir.device.line.LineName;
import dev.weir.device.line.Transport;
import dev.weir.device.profile.dialogue.ProfiledDevice;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.reading.ProfileReader;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the {@code devices} of a reactor file and binds each to its profile. */
final class DeviceSection {
  private final Path profileFolder;
  private final Map<LineName, LineDescription> lines;
  private final Map<DeviceName, ProfiledDevice> devices;
  private final Map<String, DeviceProfile> read = new HashMap<>();
  private final Set<String> addresses = new HashSet<>();

  /**
   * Creates a reader.
   *
   * @param profileFolder where the profiles are
   * @param lines every line by its name
   * @param devices where the devices go, in the order of the file
   */
  DeviceSection(
      Path profileFolder,
      Map<LineName, LineDescription> lines,
      Map<DeviceName, ProfiledDevice> devices) {
    this.profileFolder = profileFolder;
    this.lines = lines;
    this.devices = devices;
  }

  void read(YamlMap root) {
    for (YamlMap map : root.maps("devices")) {
      ProfiledDevice device = device(map);
      if (devices.put(device.description().name(), device) != null) {
        throw map.wrong("name", "another device is named " + device.description().name());
      }
    }
    if (devices.isEmpty()) {
      throw root.wrong("devices", "a reactor needs at least one device");
    }
  }

  private ProfiledDevice device(YamlMap map) {
    DeviceName name = map.parsed("name", DeviceName::new);
    String profileName = map.text("profile");
    LineDescription line = line(map);
    String address = map.optionalText("address").orElse("");
    Map<String, String> parameters = new TreeMap<>();
    Optional<YamlMap> written = map.optionalMap("parameters");
    written.ifPresent(
        values -> values.keys().forEach(key -> parameters.put(key, values.text(key))));
    if (!addresses.add(line.name() + " " + place(line, address, profileName, parameters))) {
      throw map.wrong(
          map.has("address") ? "address" : "line",
          "another device already has %s on %s"
              .formatted(address.isEmpty() ? "the only place" : "address " + address, line.name()));
    }
    Map<Capability, Range> limits = limits(map);
    map.refuseUnknownKeys();
    DeviceProfile profile = profile(map, profileName);
    try {
      return ProfiledDevice.of(
          profile,
          new DeviceDescription(name, profileName, line.name(), address, parameters, limits),
          line.transport());
    } catch (IllegalArgumentException e) {
      throw map.wrong(String.valueOf(e.getMessage()));
    }
  }

  /** One OPC UA server may hold many devices without addresses: their nodes tell them apart. */
  private static String place(
      LineDescription line, String address, String profile, Map<String, String> parameters) {
    return line.transport() instanceof Transport.OpcUa
        ? address + " " + profile + " " + parameters
        : address;
  }

  private LineDescription line(YamlMap map) {
    LineName name = map.parsed("line", LineName::new);
    LineDescription line = lines.get(name);
    if (line == null) {
      List<String> known = lines.keySet().stream().map(LineName::text).toList();
      throw map.wrong(
          "line",
          "no line is named '%s'; known here: %s%s"
              .formatted(name, String.join(", ", known), DidYouMean.hint(name.text(), known)));
    }
    return line;
  }

  private static Map<Capability, Range> limits(YamlMap map) {
    Map<Capability, Range> limits = new EnumMap<>(Capability.class);
    for (YamlMap all : map.optionalMap("limits").stream().toList()) {
      for (String word : all.keys()) {
        YamlMap range = all.map(word);
        try {
          Capability capability = Capability.of(word);
          limits.put(
              capability,
              new Range(
                  range.quantity("low", capability.dimension()),
                  range.quantity("high", capability.dimension())));
        } catch (IllegalArgumentException e) {
          throw range.wrong(String.valueOf(e.getMessage()));
        }
        range.refuseUnknownKeys();
      }
    }
    return limits;
  }

  private DeviceProfile profile(YamlMap map, String name) {
    DeviceProfile known = read.get(name);
    if (known != null) {
      return known;
    }
    Path file = profileFolder.resolve(name + ".yaml");
    if (!Files.isRegularFile(file)) {
      List<String> there = profiles();
      throw map.wrong(
          "profile",
          "no profile is named '%s' in %s; there are: %s%s"
              .formatted(
                  name, profileFolder, String.join(", ", there), DidYouMean.hint(name, there)));
    }
    DeviceProfile profile = ProfileReader.read(file);
    read.put(name, profile);
    return profile;
  }

  private List<String> profiles() {
    try (Stream<Path> files = Files.list(profileFolder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
