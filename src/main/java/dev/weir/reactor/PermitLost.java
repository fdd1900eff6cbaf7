package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * Interlocks 22 and 23, an external circuit takes its permit away: the emergency stop, the hood, a
 * gas detector. Each device that reports {@code permit} is such a circuit, normally energised: a
 * permit that is not given, and one that cannot be read for three seconds, stop everything and
 * latch. While the reactor is being made safe or cleared an unread permit only alarms.
 */
record PermitLost() implements Interlock {
  private static final long UNREAD_FOR = 3 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.PERMIT_LOST;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    for (Channel permit : evidence.values().permitChannels()) {
      if (!permit.isGood()) {
        judgeUnread(evidence, permit, findings);
      } else if (permit.goodValue() == 0.0) {
        findings.accept(finding(permit, "is not given", Reaction.STOP_TRIP));
      }
    }
  }

  private static void judgeUnread(Evidence evidence, Channel permit, Consumer<Finding> findings) {
    long since = Math.max(evidence.started(), permit.freshAt());
    if (evidence.now() - since > UNREAD_FOR) {
      findings.accept(
          finding(
              permit,
              "cannot be read for %.1f s, more than %.1f s"
                  .formatted(
                      (evidence.now() - since) / (double) Nanos.SECOND,
                      UNREAD_FOR / (double) Nanos.SECOND),
              evidence.isArmed() ? Reaction.STOP_TRIP : Reaction.ALARM));
    }
  }

  private static Finding finding(Channel permit, String text, Reaction reaction) {
    String source = permit.tag().device().text();
    return new Finding(
        AlarmKind.PERMIT_LOST, source, "the permit of %s %s".formatted(source, text), reaction);
  }
}
