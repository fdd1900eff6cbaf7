package dev.weir.device.profile;

import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.reading.ProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The profiles that are delivered, for tests. */
public final class TestProfiles {
  private TestProfiles() {}

  public static Path folder() {
    return Path.of(System.getProperty("weir.home", ".."), "device-profiles");
  }

  /** Returns the folder of profiles that show the language and are not for use. */
  static Path languageExamples() {
    return Path.of(System.getProperty("weir.home", ".."), "src/test/resources/language-examples");
  }

  public static List<Path> files() {
    try (Stream<Path> shipped = Files.list(folder());
        Stream<Path> examples = Files.list(languageExamples())) {
      return Stream.concat(shipped, examples)
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DeviceProfile read(String id) {
    Path shipped = folder().resolve(id + ".yaml");
    return ProfileReader.read(
        Files.exists(shipped) ? shipped : languageExamples().resolve(id + ".yaml"));
  }

  /**
   * Returns a codec with the given address and parameters; without a framing among them, the first
   * of the profile.
   */
  public static ProfileCodec codec(
      DeviceProfile profile, String address, Map<String, String> parameters) {
    String framing =
        parameters.getOrDefault(
            ParameterValues.FRAMING, profile.wire().framings().keySet().iterator().next());
    return ProfileCodec.of(
        profile, framing, address, ParameterValues.of(profile.language().parameters(), parameters));
  }
}
