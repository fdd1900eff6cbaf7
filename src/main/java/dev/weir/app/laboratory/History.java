package dev.weir.app.laboratory;

import dev.weir.app.file.WeirEvents;
import dev.weir.journal.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.reactor.ReactorEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a restart must know: every entry of the journal but the recorded readings, which are many
 * and decide nothing, and the last entry, which tells when the daemon was last alive.
 *
 * @param entries in order
 */
public record History(List<Entry> entries) {
  public History {
    entries = List.copyOf(entries);
  }

  /** Reads the journal in a folder; nothing when there is none. */
  public static History read(Path journal) {
    if (!journal.toFile().isDirectory()) {
      return new History(List.of());
    }
    List<Entry> entries = new ArrayList<>();
    Optional<Entry> last = Optional.empty();
    try (Stream<Entry> all = JournalReader.stream(journal, WeirEvents.types(), 1)) {
      for (Entry entry : (Iterable<Entry>) all::iterator) {
        last = Optional.of(entry);
        if (!(entry.event() instanceof ReactorEvent.ReadingsRecorded)) {
          entries.add(entry);
        }
      }
    }
    last.filter(entry -> entry.event() instanceof ReactorEvent.ReadingsRecorded)
        .ifPresent(entries::add);
    return new History(entries);
  }

  /** Returns the first instant at which a new session may start: never before the journal's end. */
  public Instant earliestStart(Instant now) {
    if (entries.isEmpty() || entries.getLast().at().isBefore(now)) {
      return now;
    }
    return entries.getLast().at().plusSeconds(1);
  }
}
