package dev.weir.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Proves a whole journal: every frame, the chain from the first entry, every event's form, every
 * manifest. Changes nothing.
 */
public final class JournalVerifier {
  private static final long PROGRESS_EVERY = 10_000;

  private final JournalFolder folder;
  private final EventTypes types;
  private final LongConsumer progress;
  private long expected = 1;
  private ChainHash last = ChainHash.GENESIS;

  private JournalVerifier(JournalFolder folder, EventTypes types, LongConsumer progress) {
    this.folder = folder;
    this.types = types;
    this.progress = progress;
  }

  /** What was found. */
  public sealed interface Verdict {
    /**
     * The journal is one unbroken chain.
     *
     * @param segments how many files
     * @param entries how many entries
     * @param lastLink the chain's last link in hex: whoever keeps it elsewhere can prove later that
     *     nothing was changed
     */
    record Intact(int segments, long entries, String lastLink) implements Verdict {}

    /**
     * The first place where it is not.
     *
     * @param file which file
     * @param offset where in it, in bytes
     * @param sequence the entry that should be there
     * @param reason what is wrong
     */
    record Damaged(Path file, long offset, long sequence, String reason) implements Verdict {}
  }

  /**
   * Proves the journal in a folder.
   *
   * @param progress is told the number of entries proven, every 10,000
   * @throws JournalException when the folder cannot be read or a segment is missing
   */
  public static Verdict verify(Path folder, EventTypes types, LongConsumer progress) {
    try {
      return new JournalVerifier(new JournalFolder(folder), types, progress).verify();
    } catch (IOException e) {
      throw new JournalException("%s: cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private Verdict verify() throws IOException {
    int count = folder.segments();
    for (int number = 1; number <= count; number++) {
      Optional<Verdict> damaged = damageIn(number, number == count);
      if (damaged.isPresent()) {
        return damaged.get();
      }
    }
    OptionalLong forced = ForcedMark.read(folder.forcedMark());
    if (forced.orElse(0) >= expected) {
      Path file = folder.segment(Math.max(1, count));
      return new Verdict.Damaged(
          file,
          Files.exists(file) ? Files.size(file) : 0,
          expected,
          "the journal ends at entry %d, but entry %d had been forced"
              .formatted(expected - 1, forced.orElse(0)));
    }
    return new Verdict.Intact(count, expected - 1, last.toString());
  }

  private Optional<Verdict> damageIn(int number, boolean isLast) throws IOException {
    Path file = folder.segment(number);
    Optional<SegmentHeader> header = SegmentScan.header(file);
    Optional<SegmentScan> scan = SegmentScan.open(file);
    if (header.isEmpty() || scan.isEmpty()) {
      return damaged(file, 0, "the segment's header is cut short or damaged");
    }
    try (SegmentScan open = scan.get()) {
      if (!header.get().equals(new SegmentHeader(number, expected, last))) {
        return damaged(file, 0, "the segment does not continue the one before it");
      }
      Optional<Verdict> damaged = damageIn(open);
      if (damaged.isPresent()) {
        return damaged;
      }
    }
    if (!Manifest.exists(folder, number)) {
      return isLast
          ? Optional.empty()
          : damaged(file, 0, "the segment is closed but has no manifest");
    }
    return Manifest.agrees(folder, number)
        ? Optional.empty()
        : damaged(file, 0, "the segment is not what its manifest says");
  }

  private Optional<Verdict> damageIn(SegmentScan scan) throws IOException {
    while (true) {
      long offset = scan.offset();
      switch (scan.next()) {
        case SegmentScan.Step.Found(Frame frame) -> {
          Optional<String> unreadable = unreadable(frame);
          if (unreadable.isPresent()) {
            return damaged(scan.file(), offset, unreadable.get());
          }
          expected = frame.sequence() + 1;
          last = frame.hash();
          if (frame.sequence() % PROGRESS_EVERY == 0) {
            progress.accept(frame.sequence());
          }
        }
        case SegmentScan.Step.End _ -> {
          return Optional.empty();
        }
        case SegmentScan.Step.Broken(String reason) -> {
          return damaged(scan.file(), offset, reason);
        }
      }
    }
  }

  private Optional<String> unreadable(Frame frame) {
    try {
      types.decode(frame.payload());
      return Optional.empty();
    } catch (JournalException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Verdict> damaged(Path file, long offset, String reason) {
    return Optional.of(new Verdict.Damaged(file, offset, expected, reason));
  }
}
