package dev.weir.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The link of the hash chain after one entry: SHA-256 over the link before, the entry's sequence
 * number and instant, and its payload. Whoever changes, removes or adds an entry must change every
 * link after it. Immutable.
 */
final class ChainHash {
  /** Bytes of a link. */
  static final int BYTES = 32;

  /** The link before the first entry. */
  static final ChainHash GENESIS = new ChainHash(new byte[BYTES]);

  private final byte[] bytes;

  private ChainHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the next 32 bytes of a buffer. */
  static ChainHash from(ByteBuffer buffer) {
    byte[] bytes = new byte[BYTES];
    buffer.get(bytes);
    return new ChainHash(bytes);
  }

  /** Returns the link that follows this one. */
  ChainHash next(byte[] sequenceAndInstant, byte[] payload) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    digest.update(sequenceAndInstant);
    return new ChainHash(digest.digest(payload));
  }

  /** Returns a fresh SHA-256. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new JournalException("this Java lacks SHA-256", e);
    }
  }

  /** Puts the 32 bytes into a buffer. */
  void putInto(ByteBuffer buffer) {
    buffer.put(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Returns the link in lower-case hex. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
