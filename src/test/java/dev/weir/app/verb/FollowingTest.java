package dev.weir.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.RandomEvents;
import dev.weir.app.file.WeirEvents;
import dev.weir.journal.Journal;
import dev.weir.journal.JournalDisk;
import dev.weir.journal.JournalRunner;
import dev.weir.journal.JournalSettings;
import dev.weir.journal.JournalVerifier;
import dev.weir.journal.JournalVerifier.Verdict;
import dev.weir.reactor.ReactorEvent.SessionEnded;
import dev.weir.records.Records;
import dev.weir.records.RecordsRunner;
import dev.weir.time.SystemClock;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal and records on their own threads, as the daemon runs them. */
final class FollowingTest {
  private static final int EVENTS = 3000;

  @TempDir Path data;

  @Test
  void whatIsAppendedBeforeTheEndIsInTheJournalAndInTheRecords() {
    SystemClock clock = new SystemClock();
    Path folder = data.resolve("journal");
    JournalSettings narrow =
        new JournalSettings(16 * 1024, JournalSettings.STANDARD.forceInterval(), 64);
    Journal journal = Journal.open(folder, WeirEvents.types(), narrow, JournalDisk.withoutForce());
    Records records = Records.open(data.resolve("records"), folder, WeirEvents.types());
    RecordsRunner following = RecordsRunner.start(records, clock);
    JournalRunner writing = JournalRunner.start(journal, clock, clock);
    RandomEvents random = new RandomEvents(1);
    for (int i = 1; i < EVENTS; i++) {
      appendWhenThereIsRoom(journal, random, clock);
    }
    assertThat(journal.isHealthy()).isTrue();
    journal.append(clock.now(), new SessionEnded("not forced by itself"));
    writing.close();
    assertThat(journal.forcedSequence()).isEqualTo(EVENTS);
    following.close();
    assertThat(following.failure()).isEmpty();
    assertThat(records.appliedSequence()).isEqualTo(EVENTS);
    assertThat(JournalVerifier.verify(folder, WeirEvents.types(), _ -> {}))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.entries()).isEqualTo(EVENTS));
  }

  private static void appendWhenThereIsRoom(
      Journal journal, RandomEvents random, SystemClock clock) {
    long sequence = journal.appendForced(clock.now(), random.next());
    while (journal.isHealthy() && journal.forcedSequence() + 50 < sequence) {
      LockSupport.parkNanos(50_000);
    }
  }
}
