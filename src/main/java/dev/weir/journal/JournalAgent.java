package dev.weir.journal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The writing end of the journal: takes what waits in the queue, writes it, and forces it to the
 * disk in groups. Owned by one thread: the journal's own in production ({@link JournalRunner}), the
 * stepping one in virtual time; the code is the same.
 */
public final class JournalAgent {
  private final JournalFolder folder;
  private final EventTypes types;
  private final EventQueue queue;
  private final SegmentWriter writer;
  private final ForcedMark mark;
  private final Duration forceInterval;
  private Optional<Instant> firstUnforcedAt = Optional.empty();
  private boolean closed;
  private volatile long forcedSequence;
  private volatile Optional<String> failure = Optional.empty();

  JournalAgent(JournalFolder folder, EventTypes types, EventQueue queue, Journal.Opening opening) {
    this.folder = folder;
    this.types = types;
    this.queue = queue;
    this.writer = opening.writer();
    this.mark = opening.mark();
    this.forceInterval = opening.settings().forceInterval();
    this.forcedSequence = opening.tail().lastSequence();
  }

  /**
   * Writes what waits, and forces it when an event among it must be, or when the oldest has waited
   * for the force interval.
   *
   * @param now on the plant's clock
   * @return how many events were written
   */
  public int doWork(Instant now) {
    if (failure.isPresent()) {
      return 0;
    }
    try {
      return write(now);
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
      return 0;
    } catch (JournalException e) {
      // An event that cannot be written was promised a place in the chain; going on would leave it
      // out silently.
      fail(String.valueOf(e.getMessage()));
      return 0;
    }
  }

  private int write(Instant now) throws IOException {
    int written = 0;
    boolean mustForce = false;
    while (written < queue.capacity()) {
      Optional<EventQueue.Pending> next = queue.poll();
      if (next.isEmpty()) {
        break;
      }
      EventQueue.Pending pending = next.get();
      writer.add(pending.sequence(), pending.at(), types.encode(pending.event()));
      mustForce |= pending.forced();
      written++;
    }
    writer.flush();
    if (written > 0 && firstUnforcedAt.isEmpty()) {
      firstUnforcedAt = Optional.of(now);
    }
    if (mustForce || isGroupDue(now)) {
      force();
    }
    return written;
  }

  private boolean isGroupDue(Instant now) {
    return firstUnforcedAt.isPresent()
        && Duration.between(firstUnforcedAt.get(), now).compareTo(forceInterval) >= 0;
  }

  private void force() throws IOException {
    writer.force();
    mark.write(writer.lastSequence());
    firstUnforcedAt = Optional.empty();
    forcedSequence = writer.lastSequence();
  }

  private void fail(String reason) {
    failure = Optional.of("%s: the journal has failed: %s".formatted(folder.path(), reason));
  }

  /** Returns the highest sequence number known to be on the disk. Any thread. */
  long forcedSequence() {
    return forcedSequence;
  }

  /** Returns why nothing can be written any more. Any thread. */
  Optional<String> failure() {
    return failure;
  }

  /**
   * Writes and forces what still waits, unless the journal has failed; nothing can be appended
   * afterwards.
   */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (failure.isEmpty()) {
        while (write(Instant.MAX) > 0) {
          // The queue is bounded, and nobody appends to a journal that is being closed.
        }
        if (firstUnforcedAt.isPresent()) {
          force();
        }
        failure = Optional.of(folder.path() + ": the journal is closed");
      }
      writer.close();
      mark.close();
    } catch (IOException | JournalException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }
}
