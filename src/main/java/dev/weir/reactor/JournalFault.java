package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * Interlock 17, the journal cannot be written, or does not reach the disk within 5 s: feeds stop,
 * solvent flushes. Less than 1 GiB of free space alarms, less than 200 MiB holds.
 */
record JournalFault() implements Interlock {
  private static final long FORCED_WITHIN = 5 * Nanos.SECOND;
  private static final long MEBIBYTE = 1L << 20;
  private static final long WARN = 1024 * MEBIBYTE;
  private static final long HOLD = 200 * MEBIBYTE;

  @Override
  public AlarmKind kind() {
    return AlarmKind.JOURNAL;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    if (!evidence.isJournalHealthy()) {
      findings.accept(
          new Finding(
              AlarmKind.JOURNAL,
              "journal",
              "the journal cannot be written: " + evidence.journalFailure(),
              Reaction.FLUSH_TRIP));
    } else if (Nanos.lasted(evidence.waitsForForceSince(), FORCED_WITHIN, evidence.now())) {
      findings.accept(
          new Finding(
              AlarmKind.JOURNAL,
              "journal",
              "the journal has not reached the disk for more than 5 s",
              Reaction.FLUSH_TRIP));
    }
    if (evidence.freeBytes() < WARN) {
      findings.accept(
          new Finding(
              AlarmKind.JOURNAL,
              "disk",
              "%d MiB free for the journal, warned below %d MiB, held below %d MiB"
                  .formatted(evidence.freeBytes() / MEBIBYTE, WARN / MEBIBYTE, HOLD / MEBIBYTE),
              evidence.freeBytes() < HOLD ? Reaction.SUSPEND : Reaction.ALARM));
    }
  }
}
