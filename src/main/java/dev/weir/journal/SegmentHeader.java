package dev.weir.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment, big-endian: {@code WEIRJNL1}, the segment's number (4 bytes), the
 * first sequence number (8), the chain's link before it (32), CRC32C over all of these (4).
 *
 * @param number of the segment, from 1
 * @param firstSequence of the entries in it
 * @param previous the chain's link before the first entry
 */
record SegmentHeader(int number, long firstSequence, ChainHash previous) {
  /** Its size. */
  static final int BYTES = 56;

  private static final byte[] MAGIC = "WEIRJNL1".getBytes(StandardCharsets.US_ASCII);

  /** Returns the bytes, ready to be written. */
  ByteBuffer toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    buffer.put(MAGIC).putInt(number).putLong(firstSequence);
    previous.putInto(buffer);
    buffer.putInt(checksum(buffer));
    return buffer.flip();
  }

  /** Reads the header at the start of a buffer; empty when it is cut short or damaged. */
  static Optional<SegmentHeader> parse(ByteBuffer buffer) {
    if (buffer.limit() < BYTES || checksum(buffer) != buffer.getInt(BYTES - 4)) {
      return Optional.empty();
    }
    ByteBuffer header = buffer.duplicate().position(0);
    byte[] magic = new byte[MAGIC.length];
    header.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      return Optional.empty();
    }
    return Optional.of(
        new SegmentHeader(header.getInt(), header.getLong(), ChainHash.from(header)));
  }

  private static int checksum(ByteBuffer buffer) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().position(0).limit(BYTES - 4));
    return (int) crc.getValue();
  }
}
