package dev.weir.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads the frames of one segment in order and proves each: checksum, sequence number, hash chain.
 * At the end it can be asked again, so that it follows a segment that is being written. Owned by
 * the thread that reads.
 */
final class SegmentScan implements Closeable {
  private static final int WINDOW_BYTES = 64 * 1024;

  private final Path file;
  private final FileChannel channel;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowStart;
  private long offset;
  private long nextSequence;
  private ChainHash last;

  /** What stands at the present place. */
  sealed interface Step {
    /** A proven frame; the scan has moved behind it. */
    record Found(Frame frame) implements Step {}

    /** Nothing, exactly behind a frame. */
    record End() implements Step {}

    /** Something that is not the next frame. */
    record Broken(String reason) implements Step {}
  }

  private SegmentScan(Path file, FileChannel channel, SegmentHeader header) {
    this.file = file;
    this.channel = channel;
    this.offset = SegmentHeader.BYTES;
    this.windowStart = offset;
    this.nextSequence = header.firstSequence();
    this.last = header.previous();
  }

  /** Opens a segment; empty when its header is cut short or damaged. */
  static Optional<SegmentScan> open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    Optional<SegmentHeader> header = header(channel);
    if (header.isEmpty()) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new SegmentScan(file, channel, header.get()));
  }

  /** Returns the header of a segment; empty when it is cut short or damaged. */
  static Optional<SegmentHeader> header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return header(channel);
    }
  }

  private static Optional<SegmentHeader> header(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(SegmentHeader.BYTES);
    fill(channel, buffer, 0);
    return SegmentHeader.parse(buffer.flip());
  }

  private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    long place = from;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, place);
      if (read < 0) {
        return;
      }
      place += read;
    }
  }

  /** Reads the next frame. */
  Step next() throws IOException {
    int start = (int) (offset - windowStart);
    return switch (Frame.parse(window, start)) {
      case Frame.Parsed.Whole(Frame frame) -> proven(frame);
      case Frame.Parsed.Bad(String reason) -> broken(reason);
      case Frame.Parsed.Needs _ -> refilled();
    };
  }

  private Step refilled() throws IOException {
    reload();
    if (Frame.parse(window, 0) instanceof Frame.Parsed.Needs(int bytes)
        && bytes > window.capacity()) {
      window = ByteBuffer.allocate(bytes).limit(0);
      reload();
    }
    return switch (Frame.parse(window, 0)) {
      case Frame.Parsed.Whole(Frame frame) -> proven(frame);
      case Frame.Parsed.Bad(String reason) -> broken(reason);
      case Frame.Parsed.Needs(int bytes) ->
          window.limit() == 0
              ? new Step.End()
              : broken("the frame is cut short: %d of %d bytes".formatted(window.limit(), bytes));
    };
  }

  private void reload() throws IOException {
    window.clear();
    windowStart = offset;
    fill(channel, window, offset);
    window.flip();
  }

  private Step proven(Frame frame) {
    if (frame.sequence() != nextSequence) {
      return broken("expected entry %d, found %d".formatted(nextSequence, frame.sequence()));
    }
    if (!frame.follows(last)) {
      return broken("the hash chain is broken at entry " + nextSequence);
    }
    offset += frame.bytes();
    nextSequence++;
    last = frame.hash();
    return new Step.Found(frame);
  }

  private Step broken(String reason) {
    // What was read may have been half written; the next attempt must look at the file again.
    window.limit(0);
    windowStart = offset;
    return new Step.Broken(reason);
  }

  /** Returns the file. */
  Path file() {
    return file;
  }

  /** Returns where the next frame starts, in bytes. */
  long offset() {
    return offset;
  }

  /** Returns the sequence number of the next frame. */
  long nextSequence() {
    return nextSequence;
  }

  /** Returns the chain's link after the last proven frame. */
  ChainHash last() {
    return last;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
