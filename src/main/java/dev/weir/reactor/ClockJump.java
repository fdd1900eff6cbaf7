package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import java.util.function.Consumer;

/**
 * Interlock 16, the wall clock jumped by more than a second against the plant's: alarm; by more
 * than a minute: automatic hold, until it has been steady for five minutes. Control itself never
 * looks at the wall clock.
 */
record ClockJump() implements Interlock {
  private static final long STEADY = 5 * Nanos.MINUTE;
  private static final long LARGE_SECONDS = 60;

  @Override
  public AlarmKind kind() {
    return AlarmKind.CLOCK_JUMP;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    long at = evidence.lastJumpAt();
    if (at == Nanos.NEVER || evidence.now() - at >= STEADY) {
      return;
    }
    boolean large = evidence.jump().abs().toSeconds() > LARGE_SECONDS;
    findings.accept(
        new Finding(
            AlarmKind.CLOCK_JUMP,
            "wall clock",
            "the wall clock jumped by %.1f s".formatted(evidence.jump().toMillis() / 1e3),
            large ? Reaction.SUSPEND : Reaction.ALARM));
  }
}
