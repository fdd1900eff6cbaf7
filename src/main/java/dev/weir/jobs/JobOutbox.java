package dev.weir.jobs;

import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Events on their way to the journal, which takes events from one thread only: the jobs put in from
 * any thread, the thread that writes to the journal takes out. Without locks, so that taking out
 * never waits. Events that find it full are counted and lost to the journal; the jobs' own tables
 * have them.
 */
public final class JobOutbox {
  private static final int CAPACITY = 1024;

  private final ConcurrentLinkedQueue<Dated> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();

  /** Creates an empty one. */
  public JobOutbox() {}

  private record Dated(Instant at, JobEvent event) {}

  void put(Instant at, JobEvent event) {
    if (waiting.incrementAndGet() > CAPACITY) {
      waiting.decrementAndGet();
      lost.incrementAndGet();
      return;
    }
    events.add(new Dated(at, event));
  }

  /**
   * Hands over what waits.
   *
   * @param most at most so many, so that a control cycle stays short
   * @param journal takes the wall's instant and the event
   * @return how many were handed over
   */
  public int drain(int most, BiConsumer<Instant, JobEvent> journal) {
    int handed = 0;
    while (handed < most) {
      Dated next = events.poll();
      if (next == null) {
        break;
      }
      waiting.decrementAndGet();
      journal.accept(next.at(), next.event());
      handed++;
    }
    return handed;
  }

  /** Returns how many events found the outbox full. */
  public long lost() {
    return lost.get();
  }
}
