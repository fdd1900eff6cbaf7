package dev.weir.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a journal in order, also while it is being written; every frame is proven before it is
 * believed. Takes no lock. Owned by one thread.
 */
public final class JournalReader implements AutoCloseable {
  private final JournalFolder folder;
  private final EventTypes types;
  private final long from;
  private int number;
  private Optional<SegmentScan> scan = Optional.empty();
  private long nextSequence;
  private String lastLink = ChainHash.GENESIS.toString();
  private Optional<String> damage = Optional.empty();

  private JournalReader(JournalFolder folder, EventTypes types, long from, int number) {
    this.folder = folder;
    this.types = types;
    this.from = from;
    this.number = number;
    this.nextSequence = from;
  }

  /**
   * Opens a journal at an entry; the entry need not be there yet, nor the folder.
   *
   * @param fromSequence from 1
   * @throws JournalException when the folder cannot be read or a segment is missing
   */
  public static JournalReader open(Path folder, EventTypes types, long fromSequence) {
    if (fromSequence < 1) {
      throw new IllegalArgumentException("entries are numbered from 1, was " + fromSequence);
    }
    JournalFolder names = new JournalFolder(folder);
    int number = 1;
    try {
      for (int i = names.segments(); i > 1; i--) {
        Optional<SegmentHeader> header = SegmentScan.header(names.segment(i));
        if (header.isPresent() && header.get().firstSequence() <= fromSequence) {
          number = i;
          break;
        }
      }
    } catch (IOException e) {
      throw new JournalException("%s: cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
    return new JournalReader(names, types, fromSequence, number);
  }

  /** Returns all entries of a journal from the given one to its present end. Close the stream. */
  public static Stream<Entry> stream(Path folder, EventTypes types, long fromSequence) {
    JournalReader reader = open(folder, types, fromSequence);
    Spliterator<Entry> entries =
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super Entry> action) {
            Optional<Entry> entry = reader.next();
            entry.ifPresent(action);
            return entry.isPresent();
          }
        };
    return StreamSupport.stream(entries, false).onClose(reader::close);
  }

  /**
   * Returns the next entry; empty when there is none yet, see {@link #damage()}.
   *
   * @throws JournalException when the journal is damaged in its middle, or cannot be read
   */
  public Optional<Entry> next() {
    try {
      while (true) {
        Optional<Frame> frame = nextFrame();
        if (frame.isEmpty()) {
          return Optional.empty();
        }
        if (frame.get().sequence() >= from) {
          return Optional.of(entry(frame.get()));
        }
      }
    } catch (IOException e) {
      throw new JournalException(
          "%s: cannot be read: %s".formatted(folder.segment(number), e.getMessage()), e);
    }
  }

  /** Returns the next entries, at most so many; fewer when there are no more yet. */
  public List<Entry> next(int most) {
    List<Entry> entries = new ArrayList<>(Math.min(most, 1024));
    while (entries.size() < most) {
      Optional<Entry> entry = next();
      if (entry.isEmpty()) {
        break;
      }
      entries.add(entry.get());
    }
    return List.copyOf(entries);
  }

  private Entry entry(Frame frame) {
    JournalEvent event;
    try {
      event = types.decode(frame.payload());
    } catch (JournalException e) {
      throw new JournalException(
          "%s: entry %d: %s".formatted(folder.segment(number), frame.sequence(), e.getMessage()),
          e);
    }
    nextSequence = frame.sequence() + 1;
    return new Entry(frame.sequence(), frame.at(), event);
  }

  private Optional<Frame> nextFrame() throws IOException {
    damage = Optional.empty();
    while (true) {
      if (scan.isEmpty() && !openSegment()) {
        return Optional.empty();
      }
      SegmentScan present = scan.orElseThrow();
      // Asked before reading: once the next segment exists, what stands in this one is final.
      boolean isFinal = isThere(number + 1);
      switch (present.next()) {
        case SegmentScan.Step.Found(Frame frame) -> {
          lastLink = frame.hash().toString();
          return Optional.of(frame);
        }
        case SegmentScan.Step.End _ -> {
          if (!isFinal) {
            return Optional.empty();
          }
          moveOn(present);
        }
        case SegmentScan.Step.Broken(String reason) -> {
          String place = "%s: byte %d: %s".formatted(present.file(), present.offset(), reason);
          if (isFinal) {
            throw new JournalException(place);
          }
          damage = Optional.of(place);
          return Optional.empty();
        }
      }
    }
  }

  private boolean openSegment() throws IOException {
    Path file = folder.segment(number);
    if (!Files.exists(file)) {
      return false;
    }
    scan = SegmentScan.open(file);
    if (scan.isEmpty()) {
      damage = Optional.of(file + ": the segment's header is cut short or damaged");
    }
    return scan.isPresent();
  }

  private boolean isThere(int segment) throws IOException {
    Path file = folder.segment(segment);
    return Files.exists(file) && SegmentScan.header(file).isPresent();
  }

  private void moveOn(SegmentScan ended) throws IOException {
    SegmentHeader next = SegmentScan.header(folder.segment(number + 1)).orElseThrow();
    if (next.firstSequence() != ended.nextSequence() || !next.previous().equals(ended.last())) {
      throw new JournalException(
          "%s: the segment does not continue the one before it"
              .formatted(folder.segment(number + 1)));
    }
    ended.close();
    scan = Optional.empty();
    number++;
  }

  /** Returns the number of the entry that comes next. */
  public long nextSequence() {
    return nextSequence;
  }

  /**
   * Returns the hash chain's link after the last entry that was read, in hex; it stands for
   * everything up to there.
   */
  public String lastLink() {
    return lastLink;
  }

  /**
   * Returns what stands at the end instead of an entry: a torn tail, or one that is just being
   * written. Empty when the journal ends with a whole entry.
   */
  public Optional<String> damage() {
    return damage;
  }

  @Override
  public void close() {
    if (scan.isPresent()) {
      try {
        scan.get().close();
      } catch (IOException e) {
        throw new JournalException(
            "%s: cannot be closed: %s".formatted(folder.path(), e.getMessage()), e);
      }
      scan = Optional.empty();
    }
  }
}
