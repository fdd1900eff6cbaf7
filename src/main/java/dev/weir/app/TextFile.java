package dev.weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole text files that a user names. */
final class TextFile {
  private TextFile() {}

  /**
   * Returns a file's text.
   *
   * @throws BadDataException when it cannot be read as UTF-8 text
   */
  static String read(Path file) {
    try {
      return Files.readString(WeirHome.find(file));
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }
}
