package dev.weir.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The SHA-256 of a closed segment, in a file of its own that {@code sha256sum -c} can check. */
final class Manifest {
  private static final int CHUNK_BYTES = 256 * 1024;

  private Manifest() {}

  /** Writes the manifest of a segment that is closed, and makes the segment read-only. */
  static void write(JournalFolder folder, JournalDisk disk, int number, MessageDigest digest)
      throws IOException {
    Path underWay = folder.manifestUnderWay(number);
    String line = line(folder, number, digest);
    Files.deleteIfExists(underWay);
    try (JournalDisk.Output output = disk.open(underWay)) {
      FullWrite.all(output, ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
      output.force();
    }
    Files.move(underWay, folder.manifest(number), StandardCopyOption.ATOMIC_MOVE);
    if (!folder.segment(number).toFile().setReadOnly()) {
      throw new IOException("cannot be made read-only");
    }
    disk.forceFolder(folder.path());
  }

  /** Tells whether a segment is closed. */
  static boolean exists(JournalFolder folder, int number) {
    return Files.exists(folder.manifest(number));
  }

  /** Tells whether a closed segment is still what its manifest says. */
  static boolean agrees(JournalFolder folder, int number) throws IOException {
    String line = line(folder, number, digestOf(folder.segment(number)));
    byte[] found = Files.readAllBytes(folder.manifest(number));
    return new String(found, StandardCharsets.US_ASCII).equals(line);
  }

  /** Returns the running SHA-256 of everything in a file. */
  static MessageDigest digestOf(Path file) throws IOException {
    MessageDigest digest = ChainHash.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return digest;
  }

  private static String line(JournalFolder folder, int number, MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest())
        + "  "
        + folder.segment(number).getFileName()
        + "\n";
  }
}
