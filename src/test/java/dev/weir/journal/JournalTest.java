package dev.weir.journal;

import static dev.weir.journal.TestJournals.SMALL;
import static dev.weir.journal.TestJournals.START;
import static dev.weir.journal.TestJournals.TYPES;
import static dev.weir.journal.TestJournals.entries;
import static dev.weir.journal.TestJournals.open;
import static dev.weir.journal.TestJournals.verdict;
import static dev.weir.journal.TestJournals.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.journal.JournalVerifier.Verdict;
import dev.weir.journal.TestEvent.Counted;
import dev.weir.journal.TestEvent.Noted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  @TempDir Path temporary;

  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void anEntryIsReadBackAsItWasAppended() {
    Path folder = written(temporary.resolve("j"), 3);
    assertThat(entries(folder))
        .containsExactly(
            new Entry(1, START.plusSeconds(1), new Counted(1)),
            new Entry(2, START.plusSeconds(2), new Counted(2)),
            new Entry(3, START.plusSeconds(3), new Counted(3)));
  }

  @Test
  void aReadingWaitsForItsGroupAndAForcedEventDoesNot() {
    FailingDisk disk = new FailingDisk(1);
    try (Journal journal = Journal.open(temporary, TYPES, JournalSettings.STANDARD, disk)) {
      journal.append(START, new Counted(1));
      assertThat(journal.agent().doWork(START)).isEqualTo(1);
      assertThat(journal.forcedSequence()).isZero();
      journal.agent().doWork(START.plusMillis(999));
      assertThat(journal.forcedSequence()).isZero();
      journal.agent().doWork(START.plusMillis(1000));
      assertThat(journal.forcedSequence()).isEqualTo(1);
      int forces = disk.forces();
      journal.agent().doWork(START.plusSeconds(60));
      assertThat(disk.forces()).isEqualTo(forces);

      journal.append(START.plusSeconds(60), new Counted(2));
      long forced = journal.appendForced(START.plusSeconds(60), new Counted(3));
      journal.agent().doWork(START.plusSeconds(60));
      assertThat(journal.forcedSequence()).isEqualTo(forced);
      assertThat(disk.forces()).isEqualTo(forces + 1);
    }
  }

  @Test
  void sequenceNumbersGoOnAfterAReopening() {
    written(temporary, 30);
    try (Journal journal = open(temporary)) {
      assertThat(journal.cut()).isEmpty();
      assertThat(journal.forcedSequence()).isEqualTo(30);
      assertThat(journal.append(START, new Noted("again"))).isEqualTo(31);
    }
    assertThat(verdict(temporary))
        .isInstanceOfSatisfying(Verdict.Intact.class, v -> assertThat(v.entries()).isEqualTo(31));
  }

  @Test
  void aFullQueueRefusesAndLosesNoNumber() {
    try (Journal journal = open(temporary)) {
      for (int i = 1; i <= 64; i++) {
        journal.append(START, new Counted(i));
      }
      assertThatThrownBy(() -> journal.append(START, new Counted(65)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("64 events wait");
      assertThat(journal.agent().doWork(START)).isEqualTo(64);
      assertThat(journal.append(START, new Counted(65))).isEqualTo(65);
    }
    assertThat(entries(temporary)).hasSize(65);
  }

  @Test
  void anUnregisteredEventIsRefusedAtOnce() {
    record Strange() implements JournalEvent {}
    try (Journal journal = open(temporary)) {
      assertThatThrownBy(() -> journal.append(START, new Strange()))
          .isInstanceOf(JournalException.class);
      assertThat(journal.isHealthy()).isTrue();
    }
  }

  @Test
  void aFailedForceIsNeverTriedAgain() {
    FailingDisk disk = new FailingDisk(1);
    Journal journal = Journal.open(temporary, TYPES, SMALL, disk);
    journal.appendForced(START, new Counted(1));
    journal.agent().doWork(START);
    disk.failForces(true);
    journal.appendForced(START, new Counted(2));
    journal.agent().doWork(START);
    assertThat(journal.isHealthy()).isFalse();
    assertThat(journal.forcedSequence()).isEqualTo(1);
    assertThat(journal.failure().orElseThrow()).contains("Input/output error");

    disk.failForces(false);
    int forces = disk.forces();
    assertThat(journal.agent().doWork(START.plusSeconds(10))).isZero();
    assertThatThrownBy(() -> journal.append(START, new Counted(3)))
        .isInstanceOf(JournalException.class);
    journal.close();
    assertThat(disk.forces()).isEqualTo(forces);
    assertThat(journal.isHealthy()).isFalse();
  }

  @Test
  void aFullDiskMakesTheJournalUnhealthyAndLosesNothingAcknowledged() throws IOException {
    FailingDisk disk = new FailingDisk(1);
    Journal journal = Journal.open(temporary, TYPES, SMALL, disk);
    for (int i = 1; i <= 5; i++) {
      journal.appendForced(START, new Counted(i));
      journal.agent().doWork(START);
    }
    disk.failAt(0, FailingDisk.Fault.FULL);
    journal.appendForced(START, new Counted(6));
    journal.agent().doWork(START);
    assertThat(journal.failure().orElseThrow()).contains("No space left on device");
    journal.close();
    disk.losePower();
    assertThat(entries(temporary)).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void anEventTooLongForTheJournalEndsItRatherThanLeaveAHole() {
    try (Journal journal = open(temporary)) {
      journal.append(START, new Noted("x".repeat(70_000)));
      journal.agent().doWork(START);
      assertThat(journal.failure().orElseThrow()).contains("70000 characters");
    }
  }

  @Test
  void onlyOneWriterAtATime() {
    try (Journal journal = open(temporary)) {
      assertThatThrownBy(() -> open(temporary))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("already writes");
      assertThat(journal.isHealthy()).isTrue();
    }
    open(temporary).close();
  }

  @Test
  void theSameEventsGiveTheSameBytesHoweverTheyAreGrouped() throws IOException {
    Path one = written(temporary.resolve("one"), 60);
    Path other = temporary.resolve("other");
    try (Journal journal = open(other)) {
      for (int i = 1; i <= 60; i++) {
        journal.append(START.plusSeconds(i), new Counted(i));
        if (i == 40) {
          journal.agent().doWork(START.plusSeconds(i));
        }
      }
    }
    assertThat(files(other)).isEqualTo(files(one));
    assertThat(files(one)).hasSizeGreaterThan(6);
  }

  @Test
  void aNewDayStartsANewSegmentAndAClockThatGoesBackDoesNot() {
    Instant evening = Instant.parse("2026-03-01T23:59:59.999Z");
    try (Journal journal =
        Journal.open(temporary, TYPES, JournalSettings.STANDARD, JournalDisk.withoutForce())) {
      journal.append(evening, new Counted(1));
      journal.append(evening.plusMillis(1), new Counted(2));
      journal.append(evening, new Counted(3));
    }
    assertThat(new JournalFolder(temporary).segments()).isEqualTo(2);
    assertThat(verdict(temporary)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aClosedSegmentHasAManifestAndIsReadOnly() throws IOException {
    written(temporary, 30);
    JournalFolder folder = new JournalFolder(temporary);
    assertThat(Files.readString(folder.manifest(1)))
        .matches("[0-9a-f]{64}  journal-000001\\.wjl\n");
    assertThat(Files.getPosixFilePermissions(folder.segment(1)).toString()).doesNotContain("WRITE");
    assertThat(Manifest.exists(folder, folder.segments())).isFalse();
  }

  @Test
  void aPromiseThatTheDiskBrokeIsReported() throws IOException {
    written(temporary, 6);
    Path segment = new JournalFolder(temporary).segment(1);
    byte[] bytes = Files.readAllBytes(segment);
    int frame = (bytes.length - SegmentHeader.BYTES) / 6;
    Files.write(segment, Arrays.copyOf(bytes, bytes.length - 2 * frame));
    assertThat(verdict(temporary)).isInstanceOf(Verdict.Damaged.class);
    for (int opening = 0; opening < 2; opening++) {
      try (Journal journal = open(temporary)) {
        assertThat(journal.cut().orElseThrow().acknowledgedLost()).isEqualTo(2);
      }
    }
    try (Journal journal = open(temporary)) {
      journal.appendForced(START, journal.cut().orElseThrow());
    }
    try (Journal journal = open(temporary)) {
      assertThat(journal.cut()).isEmpty();
    }
  }

  @Test
  void aMissingOrSwappedSegmentIsRefused() throws IOException {
    written(temporary, 60);
    JournalFolder folder = new JournalFolder(temporary);
    Path aside = temporary.resolve("aside");
    Files.move(folder.segment(2), aside);
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("missing");
    Files.copy(folder.segment(1), folder.segment(2));
    assertThat(verdict(temporary)).isInstanceOf(Verdict.Damaged.class);
    Files.delete(folder.segment(2));
    Files.move(aside, folder.segment(2));
    assertThat(verdict(temporary)).isInstanceOf(Verdict.Intact.class);
  }

  @Test
  void aReaderFollowsWhatIsBeingWrittenAcrossSegments() {
    List<Entry> read = new ArrayList<>();
    try (Journal journal = open(temporary);
        JournalReader reader = JournalReader.open(temporary, TYPES, 5)) {
      assertThat(reader.next()).isEmpty();
      for (int i = 1; i <= 100; i++) {
        journal.append(START.plusSeconds(i), new Counted(i));
        journal.agent().doWork(START.plusSeconds(i));
        reader.next().ifPresent(read::add);
      }
      assertThat(reader.damage()).isEmpty();
    }
    assertThat(read).extracting(Entry::sequence).hasSize(96).startsWith(5L).endsWith(100L);
    try (JournalReader reader = JournalReader.open(temporary, TYPES, 57)) {
      assertThat(reader.next(1000)).extracting(Entry::sequence).hasSize(44).startsWith(57L);
    }
  }
}
