package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * Interlock 15, the cycle came more than a second late, or reports were lost because nobody took
 * them. What the devices did meanwhile is not known, and their leases may have ended: everything
 * stops.
 *
 * @param period of the cycle, in ns
 */
record LateCycle(long period) implements Interlock {
  private static final long LATEST = Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.LATE_CYCLE;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    long late = evidence.sinceLast() - period;
    if (late > LATEST) {
      findings.accept(
          new Finding(
              AlarmKind.LATE_CYCLE,
              "control cycle",
              "the cycle was %.1f s late, above 1.0 s".formatted(late / (double) Nanos.SECOND),
              Reaction.STOP_TRIP));
    }
    if (evidence.droppedReports() > 0) {
      findings.accept(
          new Finding(
              AlarmKind.LATE_CYCLE,
              "mailbox",
              "%d device reports were lost in a full mailbox".formatted(evidence.droppedReports()),
              Reaction.STOP_TRIP));
    }
  }
}
