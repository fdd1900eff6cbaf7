package dev.weir.journal;

import dev.weir.time.PlantClock;
import dev.weir.time.SystemClock;
import java.time.Duration;

/**
 * The journal's own platform thread: it works until it is closed, then writes what still waits and
 * closes the journal.
 */
public final class JournalRunner implements AutoCloseable {
  /**
   * How long an idle thread rests: a fiftieth of a control cycle, so that a forced event is safe
   * before the next.
   */
  private static final Duration REST = Duration.ofMillis(2);

  /** How long the last writes may take. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final Journal journal;
  private final PlantClock clock;
  private final SystemClock wall;
  private final Thread thread;
  private volatile boolean ending;

  private JournalRunner(Journal journal, PlantClock clock, SystemClock wall) {
    this.journal = journal;
    this.clock = clock;
    this.wall = wall;
    this.thread = Thread.ofPlatform().name("journal").unstarted(this::run);
  }

  /**
   * Starts the thread.
   *
   * @param journal which it owns from now on
   * @param clock by whose time events are grouped
   * @param wall by whose time an idle thread rests
   */
  public static JournalRunner start(Journal journal, PlantClock clock, SystemClock wall) {
    JournalRunner runner = new JournalRunner(journal, clock, wall);
    runner.thread.start();
    return runner;
  }

  private void run() {
    while (!ending) {
      if (journal.agent().doWork(clock.now()) == 0) {
        wall.waitUntil(wall.now().plus(REST));
      }
    }
    journal.close();
  }

  /**
   * Ends the thread when everything appended so far is on the disk. Never interrupts it: that would
   * close the file under it.
   *
   * @throws JournalException when that takes too long, or when the journal had failed
   */
  @Override
  public void close() {
    ending = true;
    try {
      if (!thread.join(LONGEST_END)) {
        throw new JournalException(
            journal.folder() + ": not written after " + LONGEST_END.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException(
          journal.folder() + ": interrupted while the journal was being written", e);
    }
  }
}
