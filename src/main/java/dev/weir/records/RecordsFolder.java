package dev.weir.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The files of the records: the database {@code weir.mv.db}, its {@code password}, the note {@code
 * suspect} that it must not be used again, and the databases that were set aside.
 *
 * @param path the folder, absolute
 */
record RecordsFolder(Path path) {
  private static final int PASSWORD_BYTES = 32;
  private static final int MOST_SET_ASIDE = 999;
  private static final int SMALLEST_DATABASE_BYTES = 4096;

  RecordsFolder {
    path = path.toAbsolutePath().normalize();
    if (path.toString().indexOf(';') >= 0) {
      throw new RecordsException(path + ": a folder of records has no ';' in its path");
    }
  }

  Path database() {
    return path.resolve("weir.mv.db");
  }

  private Path suspicion() {
    return path.resolve("suspect");
  }

  /** Returns where the database is, as H2 names it. */
  String url(boolean create) {
    // Never an empty database by accident, and our own order of shutting down.
    return "jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;IFEXISTS=%s"
        .formatted(path.resolve("weir"), create ? "FALSE" : "TRUE");
  }

  /**
   * Returns the database's password, made at random at the first start and readable by its owner
   * only.
   */
  String password() throws IOException {
    Path file = path.resolve("password");
    if (!Files.exists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
      if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      }
      Files.writeString(file, HexFormat.of().formatHex(bytes), StandardOpenOption.CREATE);
    }
    return Files.readString(file).strip();
  }

  /**
   * Returns why the database cannot be used, as far as that shows without opening it; empty when it
   * can be tried.
   */
  Optional<String> fault() throws IOException {
    if (Files.exists(suspicion())) {
      return Optional.of(Files.readString(suspicion()).strip());
    }
    long bytes = Files.size(database());
    return bytes < SMALLEST_DATABASE_BYTES
        ? Optional.of("the database has only " + bytes + " bytes")
        : Optional.empty();
  }

  /** Notes that the database failed while it was used, so that the next start does not trust it. */
  void suspect(String reason) throws IOException {
    Files.writeString(suspicion(), reason + "\n");
  }

  /** Renames the database, so that a new one can be made; nothing is deleted. */
  Path setAside() throws IOException {
    for (int i = 1; i <= MOST_SET_ASIDE; i++) {
      Path aside = path.resolve("weir.mv.db.aside-%03d".formatted(i));
      if (!Files.exists(aside)) {
        Files.move(database(), aside);
        Files.deleteIfExists(suspicion());
        return aside;
      }
    }
    throw new IOException(
        "%d databases were set aside already; move them away".formatted(MOST_SET_ASIDE));
  }
}
