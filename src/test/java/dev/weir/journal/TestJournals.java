package dev.weir.journal;

import dev.weir.journal.JournalVerifier.Verdict;
import dev.weir.journal.TestEvent.Counted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Journals of counted events in small segments, and what they hold. */
final class TestJournals {
  static final EventTypes TYPES = EventTypes.of(List.of(TestEvent.class));
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final JournalSettings SMALL = new JournalSettings(1024, Duration.ofSeconds(1), 64);

  static Journal open(Path folder) {
    return Journal.open(folder, TYPES, SMALL, JournalDisk.withoutForce());
  }

  static List<Entry> entries(Path folder) {
    try (Stream<Entry> entries = JournalReader.stream(folder, TYPES, 1)) {
      return entries.toList();
    }
  }

  static Verdict verdict(Path folder) {
    return JournalVerifier.verify(folder, TYPES, _ -> {});
  }

  static Path written(Path folder, int events) {
    try (Journal journal = open(folder)) {
      for (int i = 1; i <= events; i++) {
        journal.append(START.plusSeconds(i), new Counted(i));
        journal.agent().doWork(START.plusSeconds(i));
      }
    }
    return folder;
  }

  private TestJournals() {}
}
