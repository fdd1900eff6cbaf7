package dev.weir.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A note beside the segments of how far they are known to be on the disk: sequence number (8 bytes)
 * and its CRC32C (4).
 *
 * <p>It is written after each force, and forced itself at the start only, so it may lag behind but
 * never runs ahead. At the next start it tells a torn tail, which nobody was promised, from damage
 * to what had been acknowledged.
 */
final class ForcedMark implements Closeable {
  private static final int BYTES = 12;

  private final JournalDisk.Output output;

  ForcedMark(JournalDisk disk, Path file) throws IOException {
    this.output = disk.open(file);
  }

  /** Notes that everything up to this entry is on the disk. */
  void write(long sequence) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(sequence);
    bytes.putInt(checksum(sequence)).flip();
    FullWrite.all(output, bytes, 0);
  }

  /** Notes it and returns when the note itself is on the disk. */
  void writeForced(long sequence) throws IOException {
    write(sequence);
    output.force();
  }

  /** Returns the noted sequence number; empty when there is no readable note. */
  static OptionalLong read(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
    if (bytes.length != BYTES) {
      return OptionalLong.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long sequence = buffer.getLong();
    return buffer.getInt() == checksum(sequence) ? OptionalLong.of(sequence) : OptionalLong.empty();
  }

  private static int checksum(long sequence) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
