package dev.weir.journal;

import java.time.Instant;

/**
 * The writing end of the journal as the control thread sees it: it never blocks.
 *
 * <p>Actions that must survive wait until the sequence number they were given is forced.
 */
public interface JournalAppender {
  /**
   * Queues an event for writing; it is forced with the next group.
   *
   * @return the event's sequence number
   * @throws JournalException when the queue is full or the journal has failed: the caller must go
   *     to a safe state
   */
  long append(Instant at, JournalEvent event);

  /**
   * Queues an event that must be forced to the disk at once.
   *
   * @return the event's sequence number; it is safe once {@link #forcedSequence()} has reached it
   * @throws JournalException when the queue is full or the journal has failed: the caller must go
   *     to a safe state
   */
  long appendForced(Instant at, JournalEvent event);

  /** Returns the highest sequence number known to be on the disk. */
  long forcedSequence();

  /** Tells whether the journal can still be written; once false it stays false until a restart. */
  boolean isHealthy();
}
