package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Pressure;
import java.util.function.Consumer;

/**
 * Interlock 4, gas bubble or loss of prime: at steady flow the pressure has been more than three
 * times as restless as usual for ten seconds; after a minute the reactor suspends itself until it
 * is calm. How restless it usually is, is learnt ({@link PressureRipple}).
 */
record GasBubble() implements Interlock {
  private static final long SETTLED = 60 * Nanos.SECOND;
  private static final long ALARM_AFTER = 10 * Nanos.SECOND;
  private static final long SUSPEND_AFTER = 60 * Nanos.SECOND;

  @Override
  public AlarmKind kind() {
    return AlarmKind.GAS_BUBBLE;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    PressureRipple ripple = evidence.ripple();
    long since = ripple.restlessSince();
    if (!evidence.pressure().isFresh(evidence.oldestRecent())
        || !evidence.flowsSteadily(SETTLED)
        || !Nanos.lasted(since, ALARM_AFTER, evidence.now())) {
      return;
    }
    findings.accept(
        new Finding(
            AlarmKind.GAS_BUBBLE,
            evidence.description().pressureSensor().text(),
            "pressure ripples by %s at steady flow, more than %s"
                .formatted(
                    new Pressure(ripple.present()).print(2), new Pressure(ripple.limit()).print(2)),
            Nanos.lasted(since, SUSPEND_AFTER, evidence.now())
                ? Reaction.SUSPEND
                : Reaction.ALARM));
  }
}
