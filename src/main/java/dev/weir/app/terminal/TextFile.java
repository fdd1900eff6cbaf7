package dev.weir.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes whole text files that a user names. */
public final class TextFile {
  private TextFile() {}

  /**
   * Returns a file's text.
   *
   * @throws BadDataException when it cannot be read as UTF-8 text
   */
  public static String read(Path file) {
    try {
      return Files.readString(WeirHome.find(file));
    } catch (NoSuchFileException e) {
      throw new BadDataException(file + ": no such file");
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /**
   * Writes a file.
   *
   * @throws BadDataException when it cannot be written
   */
  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be written: " + e.getMessage());
    }
  }

  /**
   * Returns the files of a folder whose names end so, by name.
   *
   * @throws BadDataException when it cannot be listed
   */
  public static List<Path> list(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadDataException(folder + ": cannot be listed: " + e.getMessage());
    }
  }
}
