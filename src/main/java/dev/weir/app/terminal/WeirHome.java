package dev.weir.app.terminal;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the program's own files lie: the folder that the launcher names in the system property
 * {@code weir.home}.
 */
public final class WeirHome {
  private WeirHome() {}

  /** Returns the program's folder; the working folder when the launcher did not say. */
  public static Path folder() {
    return Path.of(System.getProperty("weir.home", "."));
  }

  /**
   * Resolves a path named in a file: beside that file when it is there, else below the program's
   * folder.
   */
  public static Path resolve(Path file, String named) {
    Path parent = file.toAbsolutePath().getParent();
    Path beside = parent == null ? Path.of(named) : parent.resolve(named);
    return Files.exists(beside) ? beside.normalize() : folder().resolve(named).normalize();
  }

  /**
   * Resolves a path that a user typed: as it stands when it is there, else below the program's
   * folder.
   */
  public static Path find(Path typed) {
    return Files.exists(typed) || typed.isAbsolute() ? typed : folder().resolve(typed);
  }
}
