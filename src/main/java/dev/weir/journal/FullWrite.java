package dev.weir.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writing until everything is written: a disk may take less than it is given, but never nothing.
 */
final class FullWrite {
  private FullWrite() {}

  /** Writes the rest of the buffer at the given place. */
  static void all(JournalDisk.Output output, ByteBuffer bytes, long offset) throws IOException {
    long place = offset;
    while (bytes.hasRemaining()) {
      int written = output.write(bytes, place);
      if (written <= 0) {
        throw new IOException(
            "the disk took none of %d bytes at %d".formatted(bytes.remaining(), place));
      }
      place += written;
    }
  }
}
