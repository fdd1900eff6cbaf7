package dev.weir.records;

import dev.weir.journal.JournalException;
import dev.weir.journal.JournalReader;
import dev.weir.time.SystemClock;
import java.time.Duration;
import java.util.Optional;

/**
 * The thread that follows the journal into the records. When it fails, it stops and says why; the
 * reactor does not depend on it, and the next start builds the records anew where they are damaged.
 */
public final class RecordsRunner implements AutoCloseable {
  /** How long it rests at the end of the journal. */
  private static final Duration REST = Duration.ofMillis(100);

  /** How long the last batch may take. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final Records records;
  private final SystemClock wall;
  private final Thread thread;
  private volatile boolean ending;
  private volatile Optional<String> failure = Optional.empty();

  private RecordsRunner(Records records, SystemClock wall) {
    this.records = records;
    this.wall = wall;
    this.thread = Thread.ofPlatform().name("records").unstarted(this::run);
  }

  /**
   * Starts the thread.
   *
   * @param records which it writes from now on
   * @param wall by whose time it rests
   */
  public static RecordsRunner start(Records records, SystemClock wall) {
    RecordsRunner runner = new RecordsRunner(records, wall);
    runner.thread.start();
    return runner;
  }

  private void run() {
    try (JournalReader reader = records.reader()) {
      boolean more = true;
      boolean last = false;
      while (more || !last) {
        // Whoever ends this thread has written before: a look that began after that misses nothing.
        last = ending;
        more = records.follow(reader) > 0;
        if (!more && !last) {
          wall.waitUntil(wall.now().plus(REST));
        }
      }
    } catch (RecordsException | JournalException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Returns why the records no longer follow; empty while they do. Any thread. */
  public Optional<String> failure() {
    return failure;
  }

  /**
   * Ends the thread at the end of the journal, and closes the records. The journal should be closed
   * before.
   *
   * @throws RecordsException when that takes too long
   */
  @Override
  public void close() {
    ending = true;
    try {
      if (!thread.join(LONGEST_END)) {
        throw new RecordsException(
            "the records are not written after " + LONGEST_END.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecordsException("interrupted while the records were being written", e);
    }
    records.close();
  }
}
