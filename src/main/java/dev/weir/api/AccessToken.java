package dev.weir.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret that commands must show: 256 random bits in hex. It never prints itself; the operator
 * reads it from its file.
 *
 * <p>Immutable; any thread.
 */
public final class AccessToken {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final byte[] secret;

  private AccessToken(String hex) {
    this.secret = hex.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the token from its file, or creates both with permissions for the owner alone.
   *
   * @throws IOException when the file cannot be read or written, when others may read it, or when
   *     it holds no token
   */
  public static AccessToken loadOrCreate(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? load(file) : create(file);
  }

  /** Writes beside the file and then renames, so that a kill in between leaves no half token. */
  private static AccessToken create(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String hex = HexFormat.of().formatHex(random);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(hex + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return new AccessToken(hex);
  }

  private static AccessToken load(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + ": the token must be a plain file");
    }
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + ": others may use this token; run chmod 600 on it");
    }
    if (Files.size(file) > 2L * BYTES + 2) {
      throw new IOException(file + ": holds no token of 64 hex digits; delete it to get a new one");
    }
    String hex = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (!FORM.matcher(hex).matches()) {
      throw new IOException(file + ": holds no token of 64 hex digits; delete it to get a new one");
    }
    return new AccessToken(hex);
  }

  /**
   * Tells whether a shown secret is this one, in a time that does not depend on where they differ.
   */
  public boolean matches(String shown) {
    return MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "access token (hidden)";
  }
}
