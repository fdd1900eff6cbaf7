package dev.weir.reactor;

import dev.weir.journal.JournalAppender;
import dev.weir.journal.JournalEvent;
import dev.weir.journal.JournalException;
import java.time.Instant;

/**
 * The journal as the cycle uses it: a failure to write becomes a state that the interlocks see, and
 * the cycle goes on to its safe state without the journal. Owned by the control thread.
 */
final class Recorder {
  /** The sequence number of an event that could not be written: it is never forced. */
  static final long UNWRITTEN = Long.MAX_VALUE;

  private final JournalAppender journal;
  private Instant now;
  private String failure = "";

  Recorder(JournalAppender journal, Instant start) {
    this.journal = journal;
    this.now = start;
  }

  void beginCycle(Instant instant) {
    now = instant;
  }

  /** Writes an event with the next group. */
  long append(JournalEvent event) {
    try {
      return journal.append(now, event);
    } catch (JournalException e) {
      return fail(e);
    }
  }

  /** Writes an event that is forced at once. */
  long appendForced(JournalEvent event) {
    try {
      return journal.appendForced(now, event);
    } catch (JournalException e) {
      return fail(e);
    }
  }

  private long fail(JournalException e) {
    String message = e.getMessage();
    failure = message == null ? e.getClass().getSimpleName() : message;
    return UNWRITTEN;
  }

  boolean isForced(long sequence) {
    return sequence != UNWRITTEN && sequence <= journal.forcedSequence();
  }

  boolean isHealthy() {
    return failure.isEmpty() && journal.isHealthy();
  }

  /** Returns why it is not healthy. */
  String failure() {
    return failure.isEmpty() && !journal.isHealthy() ? "it reports that it has failed" : failure;
  }

  /**
   * Forgets a failure that the journal itself has overcome, such as a full queue; only an
   * operator's clear asks for it.
   */
  void forgive() {
    if (journal.isHealthy()) {
      failure = "";
    }
  }
}
