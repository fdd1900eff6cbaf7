package dev.weir.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Writes frames to the open segment, and opens the next one when it is full or its day is over.
 * Owned by the journal's thread.
 */
final class SegmentWriter {
  private static final int BUFFER_BYTES = Frame.MOST_BYTES;

  private final JournalFolder folder;
  private final JournalDisk disk;
  private final long segmentBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private Optional<Open> open = Optional.empty();
  private int lastNumber;
  private long lastSequence;
  private ChainHash last;

  /** The segment that is being written. */
  private static final class Open {
    final int number;
    final JournalDisk.Output output;
    final MessageDigest digest;
    long bytes;
    Optional<LocalDate> day;

    Open(
        int number,
        JournalDisk.Output output,
        MessageDigest digest,
        long bytes,
        Optional<LocalDate> day) {
      this.number = number;
      this.output = output;
      this.digest = digest;
      this.bytes = bytes;
      this.day = day;
    }
  }

  SegmentWriter(JournalFolder folder, JournalDisk disk, long segmentBytes, JournalTail tail)
      throws IOException {
    this.folder = folder;
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.lastNumber = tail.segment();
    this.lastSequence = tail.lastSequence();
    this.last = tail.last();
    if (!tail.closed()) {
      this.open =
          Optional.of(
              new Open(
                  tail.segment(),
                  disk.open(folder.segment(tail.segment())),
                  Manifest.digestOf(folder.segment(tail.segment())),
                  tail.bytes(),
                  tail.day()));
    }
  }

  /** Takes one more entry; it is in the file after {@link #flush()}. */
  void add(long sequence, Instant at, byte[] payload) throws IOException {
    if (sequence != lastSequence + 1) {
      throw new IOException("entry %d came after entry %d".formatted(sequence, lastSequence));
    }
    Frame frame = Frame.after(last, sequence, at, payload);
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    Open segment = segmentFor(frame, day);
    if (buffer.remaining() < frame.bytes()) {
      flush();
    }
    frame.putInto(buffer);
    if (segment.day.isEmpty()) {
      segment.day = Optional.of(day);
    }
    last = frame.hash();
    lastSequence = sequence;
  }

  private Open segmentFor(Frame frame, LocalDate day) throws IOException {
    if (open.isPresent()) {
      Open present = open.get();
      boolean empty = present.day.isEmpty();
      boolean full = present.bytes + buffer.position() + frame.bytes() > segmentBytes;
      // A day that went back is a clock that went back; it does not end a segment.
      boolean over = present.day.isPresent() && day.isAfter(present.day.get());
      if (empty || !(full || over)) {
        return present;
      }
      closeSegment(present);
    }
    return openSegment();
  }

  private void closeSegment(Open segment) throws IOException {
    flush();
    segment.output.force();
    segment.output.close();
    open = Optional.empty();
    Manifest.write(folder, disk, segment.number, segment.digest);
  }

  private Open openSegment() throws IOException {
    int number = lastNumber + 1;
    JournalDisk.Output output = disk.open(folder.segment(number));
    Open segment = new Open(number, output, ChainHash.sha256(), 0, Optional.empty());
    open = Optional.of(segment);
    lastNumber = number;
    write(segment, new SegmentHeader(number, lastSequence + 1, last).toBytes());
    output.force();
    disk.forceFolder(folder.path());
    return segment;
  }

  /** Writes everything that was added. */
  void flush() throws IOException {
    if (buffer.position() == 0) {
      return;
    }
    buffer.flip();
    write(open.orElseThrow(() -> new IOException("no segment is open")), buffer);
    buffer.clear();
  }

  private static void write(Open segment, ByteBuffer bytes) throws IOException {
    segment.digest.update(bytes.duplicate());
    long size = bytes.remaining();
    FullWrite.all(segment.output, bytes, segment.bytes);
    segment.bytes += size;
  }

  /** Returns when everything that was written is on the disk. */
  void force() throws IOException {
    if (open.isPresent()) {
      open.get().output.force();
    }
  }

  /** Returns the sequence number of the last entry that was added. */
  long lastSequence() {
    return lastSequence;
  }

  /** Closes the file; the segment itself stays open for the next session. */
  void close() throws IOException {
    if (open.isPresent()) {
      open.get().output.close();
      open = Optional.empty();
    }
  }
}
