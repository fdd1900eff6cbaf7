package dev.weir.device.profile;

import dev.weir.yaml.YamlMap;
import dev.weir.yaml.YamlReader;
import java.nio.file.Path;

/** Reads device profiles. */
public final class ProfileReader {
  private ProfileReader() {}

  /**
   * Reads a profile.
   *
   * @param file the file
   * @throws dev.weir.yaml.YamlException when the file is not a profile; its message has one line for each fault
   */
  public static DeviceProfile read(Path file) {
    return read(YamlReader.read(file));
  }

  /** Reads a profile from a document. */
  public static DeviceProfile read(YamlMap root) {
    throw root.wrong("not yet");
  }
}
