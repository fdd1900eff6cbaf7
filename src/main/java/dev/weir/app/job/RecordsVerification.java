package dev.weir.app.job;

import dev.weir.app.file.WeirEvents;
import dev.weir.jobs.Attempt;
import dev.weir.jobs.RefusedJobException;
import dev.weir.journal.JournalReader;
import dev.weir.records.Opening;
import dev.weir.records.Records;
import dev.weir.records.TableDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Proves that the records say what the journal says: takes a copy of the present ones, builds new
 * ones from the journal up to the same entry, and compares every table by rows and hash.
 *
 * <p>The daemon has the database open, so its files are copied while it writes. A copy that was
 * caught in the middle of a write does not open or does not fit the journal; then this attempt
 * fails, and the next one takes another copy.
 */
final class RecordsVerification {
  private RecordsVerification() {}

  static Map<String, Object> perform(Attempt attempt) throws IOException {
    Path journal = attempt.data().resolve("journal");
    Path copy = attempt.folder().resolve("copy");
    copyDatabase(attempt.data().resolve("records"), copy);
    attempt.progress().tell(0, 0, "took a copy of the records");
    Map<String, Object> result = verify(attempt, journal, copy);
    // What differs is kept for a look; what agrees is not worth the disk.
    delete(copy);
    delete(attempt.folder().resolve("anew"));
    return result;
  }

  private static Map<String, Object> verify(Attempt attempt, Path journal, Path copy)
      throws IOException {
    try (Records present = Records.open(copy, journal, WeirEvents.types())) {
      switch (present.opening()) {
        case Opening.Continued(long applied) -> {
          return compare(attempt, journal, present, applied);
        }
        case Opening.Created _ -> throw new IOException("the copy of the records is empty");
        case Opening.Rebuilt(String reason, Path _) ->
            throw new IOException("the copy of the records cannot be used: " + reason);
      }
    }
  }

  private static void copyDatabase(Path records, Path copy) throws IOException {
    Files.createDirectories(copy);
    for (String name : List.of("weir.mv.db", "password")) {
      Path file = records.resolve(name);
      if (!Files.exists(file)) {
        throw new RefusedJobException(records + ": there are no records here to verify");
      }
      Files.copy(
          file,
          copy.resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Map<String, Object> compare(
      Attempt attempt, Path journal, Records present, long applied) {
    Path folder = attempt.folder().resolve("anew");
    try (Records anew = Records.openAnew(folder, journal, WeirEvents.types());
        JournalReader reader = anew.reader()) {
      while (anew.followTo(reader, applied) > 0) {
        attempt.progress().tell(anew.appliedSequence(), applied, "journal entries built anew");
      }
      List<TableDigest> found = present.digests();
      List<TableDigest> expected = anew.digests();
      attempt.progress().tell(applied, applied, "compared");
      List<String> different =
          expected.stream()
              .filter(table -> !found.contains(table))
              .map(TableDigest::table)
              .toList();
      if (!different.isEmpty() || found.size() != expected.size()) {
        throw new RefusedJobException(
            "the records differ from the journal up to entry %d in: %s; rebuild them (weir records rebuild)"
                .formatted(applied, String.join(", ", different)));
      }
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("journal_entries", applied);
      result.put("tables", expected);
      return result;
    }
  }
}
