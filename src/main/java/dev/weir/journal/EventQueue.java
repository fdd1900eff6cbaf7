package dev.weir.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from one appending thread to the journal's thread, without locks: a slot is free
 * while it is empty, so neither side ever waits for the other.
 */
final class EventQueue {
  // Null marks a free slot: an Optional in each would cost the control thread an allocation per
  // event.
  private final AtomicReferenceArray<@Nullable Pending> slots;
  private int tail;
  private int head;

  /**
   * An event that is to be written.
   *
   * @param sequence its number
   * @param at when it happened
   * @param event what happened
   * @param forced whether it must be forced at once
   */
  record Pending(long sequence, Instant at, JournalEvent event, boolean forced) {}

  EventQueue(int capacity) {
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  /** Adds an event; called by the appending thread only. Returns false when the queue is full. */
  boolean offer(Pending pending) {
    if (slots.getAcquire(tail) != null) {
      return false;
    }
    slots.setRelease(tail, pending);
    tail = next(tail);
    return true;
  }

  /** Takes the oldest event; called by the journal's thread only. */
  Optional<Pending> poll() {
    Pending oldest = slots.getAcquire(head);
    if (oldest == null) {
      return Optional.empty();
    }
    slots.setRelease(head, null);
    head = next(head);
    return Optional.of(oldest);
  }

  private int next(int index) {
    return index + 1 == slots.length() ? 0 : index + 1;
  }

  /** Returns how many events it can hold. */
  int capacity() {
    return slots.length();
  }
}
