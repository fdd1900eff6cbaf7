package dev.weir.journal;

import dev.weir.journal.JournalOwnEvent.TailCut;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a journal can be continued, found by proving its last segment.
 *
 * <p>A tail that does not prove is cut at the first bad frame when it can be what a crash leaves:
 * nothing whole stands behind it, or everything from there on is past what is known to have been
 * forced. Otherwise something that was acknowledged is damaged in the middle, and the journal is
 * refused untouched.
 *
 * @param segment number of the last segment; 0 when there is none
 * @param bytes its size after the cut
 * @param closed whether it has its manifest, so that the next entry starts a new segment
 * @param day the day of its first entry (UTC); empty when it has none
 * @param lastSequence of the last entry; 0 when there is none
 * @param last the chain's link after the last entry
 * @param cut what was cut off
 */
record JournalTail(
    int segment,
    long bytes,
    boolean closed,
    Optional<LocalDate> day,
    long lastSequence,
    ChainHash last,
    Optional<TailCut> cut) {
  private static final int CHUNK_BYTES = 256 * 1024;
  private static final int MOST_CUTS_AT_ONE_PLACE = 100;
  private static final long MOST_MISSING = 1L << 40;

  /**
   * Proves the tail of the journal in a folder, cuts it if it is torn, and completes the manifests
   * of closed segments.
   *
   * @throws JournalException when the journal is damaged elsewhere
   */
  static JournalTail find(JournalFolder folder, JournalDisk disk) throws IOException {
    int count = folder.segments();
    OptionalLong forced = ForcedMark.read(folder.forcedMark());
    JournalTail tail =
        new JournalTail(0, 0, true, Optional.empty(), 0, ChainHash.GENESIS, Optional.empty());
    for (int number = 1; number <= count; number++) {
      boolean proves = number >= count - 1 || !Manifest.exists(folder, number);
      if (proves) {
        tail = new Proof(folder, disk, number, number == count, forced).after(tail);
      } else {
        tail = trusted(folder, number);
      }
    }
    long lost = Math.max(0, forced.orElse(0) - tail.lastSequence());
    if (tail.cut().isEmpty() && lost > 0) {
      TailCut missing =
          new TailCut(
              folder.segment(Math.max(1, tail.segment())).getFileName().toString(),
              tail.bytes(),
              0,
              "",
              lost,
              "the journal ends at entry %d, but entry %d had been forced"
                  .formatted(tail.lastSequence(), forced.orElse(0)));
      return tail.with(Optional.of(missing));
    }
    return tail;
  }

  private JournalTail with(Optional<TailCut> newCut) {
    return new JournalTail(segment, bytes, closed, day, lastSequence, last, newCut);
  }

  /**
   * A closed segment before the last two: only its header is looked at; {@link JournalVerifier}
   * proves the rest.
   */
  private static JournalTail trusted(JournalFolder folder, int number) throws IOException {
    Path file = folder.segment(number);
    Optional<SegmentHeader> header = SegmentScan.header(file);
    if (header.isEmpty() || header.get().number() != number) {
      throw new JournalException(file + ": the segment's header is damaged; nothing was changed");
    }
    return new JournalTail(
        number, Files.size(file), true, Optional.empty(), 0, ChainHash.GENESIS, Optional.empty());
  }

  /** The proof of one segment. */
  private record Proof(
      JournalFolder folder, JournalDisk disk, int number, boolean isLast, OptionalLong forced) {
    JournalTail after(JournalTail before) throws IOException {
      Path file = folder.segment(number);
      Optional<SegmentScan> opened = SegmentScan.open(file);
      if (opened.isEmpty()) {
        refuseUnlessTorn(before.lastSequence() + 1, 0, "the segment's header is damaged");
        return wholeSegmentCut(before);
      }
      try (SegmentScan scan = opened.get()) {
        checkJoint(before, scan);
        return proven(scan);
      }
    }

    private void checkJoint(JournalTail before, SegmentScan scan) throws IOException {
      SegmentHeader header = SegmentScan.header(scan.file()).orElseThrow();
      boolean joins =
          header.firstSequence() == before.lastSequence() + 1
              && header.previous().equals(before.last());
      // Behind a segment that was only trusted, the joint cannot be known here.
      boolean known = number == 1 || before.lastSequence() > 0;
      if (header.number() != number || (known && !joins)) {
        throw new JournalException(
            "%s: the segment does not continue the one before it; nothing was changed"
                .formatted(scan.file()));
      }
    }

    private JournalTail proven(SegmentScan scan) throws IOException {
      Optional<LocalDate> day = Optional.empty();
      while (true) {
        SegmentScan.Step step = scan.next();
        switch (step) {
          case SegmentScan.Step.Found(Frame frame) -> {
            if (day.isEmpty()) {
              day = Optional.of(LocalDate.ofInstant(frame.at(), ZoneOffset.UTC));
            }
          }
          case SegmentScan.Step.End _ -> {
            return end(scan, day, Optional.empty());
          }
          case SegmentScan.Step.Broken(String reason) -> {
            refuseUnlessTorn(scan.nextSequence(), scan.offset(), reason);
            TailCut cut = cut(scan.offset(), scan.nextSequence(), reason);
            return end(scan, day, Optional.of(cut));
          }
        }
      }
    }

    private JournalTail end(SegmentScan scan, Optional<LocalDate> day, Optional<TailCut> cut)
        throws IOException {
      boolean closed = Manifest.exists(folder, number);
      if (!closed && !isLast) {
        Manifest.write(folder, disk, number, Manifest.digestOf(scan.file()));
        closed = true;
      }
      return new JournalTail(
          number, scan.offset(), closed, day, scan.nextSequence() - 1, scan.last(), cut);
    }

    private void refuseUnlessTorn(long wanted, long offset, String reason) throws IOException {
      Path file = folder.segment(number);
      if (!isLast || Manifest.exists(folder, number)) {
        throw new JournalException(
            "%s: byte %d: %s; the segment is closed, so this is no torn tail; nothing was changed"
                .formatted(file, offset, reason));
      }
      OptionalLong behind = wholeFrameBehind(file, offset, wanted);
      if (behind.isPresent() && forced.orElse(Long.MAX_VALUE) >= wanted) {
        throw new JournalException(
            "%s: byte %d: %s; entry %d stands whole behind it, so this is no torn tail; nothing was changed"
                .formatted(file, offset, reason, behind.getAsLong()));
      }
    }

    /** Looks for a frame whose checksum holds, at any byte from the given one on. */
    private static OptionalLong wholeFrameBehind(Path file, long offset, long wanted)
        throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          Arena arena = Arena.ofConfined()) {
        long rest = channel.size() - offset;
        if (rest < Frame.HEADER_BYTES) {
          return OptionalLong.empty();
        }
        ByteBuffer bytes =
            channel.map(FileChannel.MapMode.READ_ONLY, offset, rest, arena).asByteBuffer();
        for (int start = 0; start <= bytes.limit() - Frame.HEADER_BYTES; start++) {
          long sequence = bytes.getLong(start + 8);
          boolean plausible = sequence >= wanted && sequence - wanted < MOST_MISSING;
          if (plausible && Frame.parse(bytes, start) instanceof Frame.Parsed.Whole) {
            return OptionalLong.of(sequence);
          }
        }
        return OptionalLong.empty();
      }
    }

    private JournalTail wholeSegmentCut(JournalTail before) throws IOException {
      TailCut cut =
          cut(0, before.lastSequence() + 1, "the segment's header is cut short or damaged");
      Files.delete(folder.segment(number));
      disk.forceFolder(folder.path());
      return before.with(Optional.of(cut));
    }

    private TailCut cut(long offset, long wanted, String reason) throws IOException {
      Path file = folder.segment(number);
      long bytes = Files.size(file) - offset;
      Path aside = free(folder.cutOff(number, offset));
      keep(file, offset, aside);
      disk.forceFolder(folder.path());
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          JournalDisk.Output output = disk.open(file)) {
        channel.truncate(offset);
        output.force();
      }
      long lost = Math.max(0, forced.orElse(0) - (wanted - 1));
      return new TailCut(
          file.getFileName().toString(),
          offset,
          bytes,
          aside.getFileName().toString(),
          lost,
          reason);
    }

    private void keep(Path file, long offset, Path aside) throws IOException {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
      try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
          JournalDisk.Output to = disk.open(aside)) {
        for (long place = offset; from.read(chunk.clear(), place) > 0; place += chunk.limit()) {
          FullWrite.all(to, chunk.flip(), place - offset);
        }
        to.force();
      }
    }

    private static Path free(Path wanted) {
      Path file = wanted;
      for (int i = 2; Files.exists(file); i++) {
        if (i > MOST_CUTS_AT_ONE_PLACE) {
          throw new JournalException(
              wanted + ": cut off too often at this place; move the old pieces away");
        }
        file = wanted.resolveSibling(wanted.getFileName() + "." + i);
      }
      return file;
    }
  }
}
