package dev.weir.journal;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One entry as it stands in a segment, big-endian:
 *
 * <pre>
 *  0  payload length, 4 bytes
 *  4  CRC32C over all other bytes of the frame, 4 bytes
 *  8  sequence number, 8 bytes
 * 16  instant: seconds since 1970, 8 bytes; nanoseconds, 4 bytes
 * 28  link of the hash chain after this entry, 32 bytes
 * 60  payload: the event as JSON, UTF-8
 * </pre>
 *
 * @param sequence from 1, without gaps
 * @param at when it happened, on the plant's clock
 * @param hash the chain's link after this entry
 * @param payload the event as JSON
 */
// The payload goes straight from the file to the decoder; nobody changes it, and a copy would
// double the work.
@SuppressWarnings("ArrayRecordComponent")
record Frame(long sequence, Instant at, ChainHash hash, byte[] payload) {
  /** Bytes before the payload. */
  static final int HEADER_BYTES = 60;

  /** Largest frame, in bytes. */
  static final int MOST_BYTES = HEADER_BYTES + JsonBounds.PAYLOAD_BYTES;

  private static final int SEALED_FROM = 8;
  private static final int SEALED_HEAD_BYTES = 20;

  /** Returns the frame that follows the given link. */
  static Frame after(ChainHash previous, long sequence, Instant at, byte[] payload) {
    return new Frame(sequence, at, previous.next(head(sequence, at), payload), payload);
  }

  private static byte[] head(long sequence, Instant at) {
    return ByteBuffer.allocate(SEALED_HEAD_BYTES)
        .putLong(sequence)
        .putLong(at.getEpochSecond())
        .putInt(at.getNano())
        .array();
  }

  /** Tells whether this frame is the one that follows the given link. */
  boolean follows(ChainHash previous) {
    return hash.equals(previous.next(head(sequence, at), payload));
  }

  /** Returns its size in a segment. */
  int bytes() {
    return HEADER_BYTES + payload.length;
  }

  /** Puts it into a buffer, which must have room for {@link #bytes()}. */
  void putInto(ByteBuffer buffer) {
    int start = buffer.position();
    buffer.putInt(payload.length).putInt(0).put(head(sequence, at));
    hash.putInto(buffer);
    buffer.put(payload);
    buffer.putInt(start + 4, checksum(buffer, start, bytes()));
  }

  /** What the bytes at one place of a segment are. */
  sealed interface Parsed {
    /** A frame whose checksum holds. */
    record Whole(Frame frame) implements Parsed {}

    /** Not yet a frame: at least so many bytes are needed. */
    record Needs(int bytes) implements Parsed {}

    /** Not a frame. */
    record Bad(String reason) implements Parsed {}
  }

  /**
   * Reads the frame that starts at an index of a buffer, whose limit is the end of what is known.
   * Moves nothing.
   */
  static Parsed parse(ByteBuffer buffer, int start) {
    int known = buffer.limit() - start;
    if (known < HEADER_BYTES) {
      return new Parsed.Needs(HEADER_BYTES);
    }
    int length = buffer.getInt(start);
    if (length < 2 || length > JsonBounds.PAYLOAD_BYTES) {
      return new Parsed.Bad(
          "a payload has 2 to %d bytes, the frame says %d"
              .formatted(JsonBounds.PAYLOAD_BYTES, length));
    }
    if (known < HEADER_BYTES + length) {
      return new Parsed.Needs(HEADER_BYTES + length);
    }
    if (checksum(buffer, start, HEADER_BYTES + length) != buffer.getInt(start + 4)) {
      return new Parsed.Bad("the checksum of the frame is wrong");
    }
    ByteBuffer frame = buffer.duplicate().position(start + SEALED_FROM);
    long sequence = frame.getLong();
    Optional<Instant> at = instant(frame.getLong(), frame.getInt());
    ChainHash hash = ChainHash.from(frame);
    byte[] payload = new byte[length];
    frame.get(payload);
    return at.<Parsed>map(instant -> new Parsed.Whole(new Frame(sequence, instant, hash, payload)))
        .orElseGet(() -> new Parsed.Bad("the instant of the frame is none"));
  }

  private static Optional<Instant> instant(long seconds, int nanos) {
    try {
      return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static int checksum(ByteBuffer buffer, int start, int bytes) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().position(start).limit(start + 4));
    crc.update(buffer.duplicate().limit(start + bytes).position(start + SEALED_FROM));
    return (int) crc.getValue();
  }
}
