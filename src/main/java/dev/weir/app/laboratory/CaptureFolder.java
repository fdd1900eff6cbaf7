package dev.weir.app.laboratory;

import dev.weir.app.terminal.ConfigurationException;
import dev.weir.device.line.Capture;
import dev.weir.device.line.CaptureFile;
import dev.weir.device.line.LineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The folder in which the lines of one session are written down, a file for each.
 *
 * @param folder where; made when it is not there
 * @param start when the session began: a part of each file's name, so that none is written over
 */
public record CaptureFolder(Path folder, Instant start) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Begins the capture of a line.
   *
   * @throws ConfigurationException when its file cannot be made
   */
  Capture of(LineName line) {
    Path file = folder.resolve("%s-%s.capture".formatted(line, STAMP.format(start)));
    try {
      Files.createDirectories(folder);
      return new CaptureFile(line, file);
    } catch (IOException e) {
      throw new ConfigurationException("--capture: cannot make %s: %s".formatted(file, e));
    }
  }
}
