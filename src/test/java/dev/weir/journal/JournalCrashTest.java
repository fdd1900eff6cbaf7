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

import dev.weir.journal.JournalOwnEvent.TailCut;
import dev.weir.journal.JournalVerifier.Verdict;
import dev.weir.journal.TestEvent.Noted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a crash, a power cut or a failing disk can leave behind. */
final class JournalCrashTest {
  @TempDir Path temporary;

  @Test
  void theLastFrameTornAtEveryByteIsCutAndKeptAside() throws IOException {
    Path whole = written(temporary.resolve("whole"), 2);
    Path segment = new JournalFolder(whole).segment(1);
    byte[] bytes = Files.readAllBytes(segment);
    int lastFrame = bytes.length - (bytes.length - SegmentHeader.BYTES) / 2;
    for (int size = 0; size < bytes.length; size++) {
      Path folder = Files.createDirectory(temporary.resolve("torn" + size));
      Files.write(new JournalFolder(folder).segment(1), Arrays.copyOf(bytes, size));
      try (Journal journal = open(folder)) {
        Optional<TailCut> cut = journal.cut();
        int entries =
            size < SegmentHeader.BYTES
                ? 0
                : (size - SegmentHeader.BYTES) / (bytes.length - lastFrame);
        int rest =
            size < SegmentHeader.BYTES
                ? size
                : (size - SegmentHeader.BYTES) % (bytes.length - lastFrame);
        assertThat(cut.map(TailCut::bytes).orElse(0L)).as("cut at %d", size).isEqualTo(rest);
        cut.ifPresent(what -> assertThat(folder.resolve(what.keptIn())).hasSize(what.bytes()));
        cut.ifPresent(what -> journal.append(START, what));
        journal.append(START, new Noted("after"));
        journal.agent().doWork(START);
        assertThat(entries(folder)).hasSize(entries + 1 + (cut.isPresent() ? 1 : 0));
      }
      assertThat(verdict(folder)).isInstanceOf(Verdict.Intact.class);
    }
  }

  @Test
  void aFlipAtAnyByteIsNeverRead() throws IOException {
    Path whole = written(temporary.resolve("whole"), 3);
    byte[] bytes = Files.readAllBytes(new JournalFolder(whole).segment(1));
    int frame = (bytes.length - SegmentHeader.BYTES) / 3;
    for (int place = 0; place < bytes.length; place++) {
      Path folder = Files.createDirectory(temporary.resolve("flip" + place));
      byte[] flipped = bytes.clone();
      flipped[place] ^= (byte) (1 << (place % 8));
      Files.write(new JournalFolder(folder).segment(1), flipped);
      assertThat(verdict(folder)).as("flip at %d", place).isInstanceOf(Verdict.Damaged.class);
      if (place >= bytes.length - frame) {
        try (Journal journal = open(folder)) {
          assertThat(journal.cut().orElseThrow().bytes()).isEqualTo(frame);
        }
        assertThat(entries(folder)).hasSize(2);
      } else {
        assertThatThrownBy(() -> open(folder))
            .as("flip at %d", place)
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("no torn tail");
        assertThat(Files.readAllBytes(new JournalFolder(folder).segment(1))).isEqualTo(flipped);
      }
    }
  }

  @Test
  void atWhateverOperationTheMachineDiesNothingAcknowledgedIsLost() throws IOException {
    FailingDisk counting = new FailingDisk(0);
    scenario(Files.createDirectory(temporary.resolve("counting")), counting, 0);
    long operations = counting.operations();
    assertThat(operations).isGreaterThan(100);
    for (long seed = 1; seed <= 2; seed++) {
      for (long point = 1; point <= operations; point++) {
        Path folder = Files.createDirectory(temporary.resolve("crash" + seed + "-" + point));
        FailingDisk disk =
            new FailingDisk(seed * 10_000 + point).failAt(point, FailingDisk.Fault.DEAD);
        Run run = scenario(folder, disk, seed);
        disk.losePower();
        String what = "seed %d, dies at operation %d".formatted(seed, point);
        try (Journal journal = open(folder)) {
          List<Entry> found = entries(folder);
          assertThat(found.size()).as(what).isGreaterThanOrEqualTo((int) run.acknowledged());
          assertThat(found).as(what).isEqualTo(run.appended().subList(0, found.size()));
          journal.cut().ifPresent(cut -> assertThat(cut.acknowledgedLost()).as(what).isZero());
          journal.append(START, new Noted("after"));
        }
        assertThat(verdict(folder)).as(what).isInstanceOf(Verdict.Intact.class);
      }
    }
  }

  private record Run(List<Entry> appended, long acknowledged) {}

  private static Run scenario(Path folder, FailingDisk disk, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Entry> appended = new ArrayList<>();
    Journal journal;
    try {
      journal = Journal.open(folder, TYPES, SMALL, disk);
    } catch (JournalException e) {
      return new Run(appended, 0);
    }
    Instant now = START;
    for (int i = 1; i <= 60 && journal.isHealthy(); i++) {
      now = now.plusMillis(random.nextInt(400));
      JournalEvent event = new Noted("x".repeat(random.nextInt(200)));
      appended.add(new Entry(i, now, event));
      long sequence =
          random.nextInt(5) == 0 ? journal.appendForced(now, event) : journal.append(now, event);
      assertThat(sequence).isEqualTo(i);
      if (random.nextInt(3) == 0) {
        journal.agent().doWork(now);
      }
    }
    journal.agent().doWork(now);
    long acknowledged = journal.forcedSequence();
    journal.close();
    return new Run(appended, Math.max(acknowledged, journal.forcedSequence()));
  }

  @Test
  void whateverIsAppendedTheJournalIsOneUnbrokenChainAndReplaysEqual() throws IOException {
    for (long seed = 1; seed <= 25; seed++) {
      Path folder = Files.createDirectory(temporary.resolve("seed" + seed));
      FailingDisk disk = new FailingDisk(seed).failAt(0, FailingDisk.Fault.SHORT_WRITE);
      Run run = scenario(folder, disk, seed);
      assertThat(entries(folder)).as("seed %d", seed).isEqualTo(run.appended());
      assertThat(verdict(folder)).as("seed %d", seed).isInstanceOf(Verdict.Intact.class);
    }
  }
}
