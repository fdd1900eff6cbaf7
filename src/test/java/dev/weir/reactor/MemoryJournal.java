package dev.weir.reactor;

import dev.weir.journal.Entry;
import dev.weir.journal.JournalAppender;
import dev.weir.journal.JournalEvent;
import dev.weir.journal.JournalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory whose force the test commands. */
final class MemoryJournal implements JournalAppender {
  final List<Entry> entries = new ArrayList<>();
  private long forced;
  private boolean forcesAtOnce = true;
  private boolean healthy = true;

  @Override
  public long append(Instant at, JournalEvent event) {
    if (!healthy) {
      throw new JournalException("disk gone");
    }
    long sequence = entries.size() + 1L;
    entries.add(new Entry(sequence, at, event));
    return sequence;
  }

  @Override
  public long appendForced(Instant at, JournalEvent event) {
    long sequence = append(at, event);
    if (forcesAtOnce) {
      forced = sequence;
    }
    return sequence;
  }

  @Override
  public long forcedSequence() {
    return forced;
  }

  @Override
  public boolean isHealthy() {
    return healthy;
  }

  void forceAll() {
    forced = entries.size();
  }

  void forceAtOnce(boolean atOnce) {
    forcesAtOnce = atOnce;
  }

  void fail() {
    healthy = false;
  }

  <E extends JournalEvent> List<E> events(Class<E> type) {
    return entries.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
  }
}
