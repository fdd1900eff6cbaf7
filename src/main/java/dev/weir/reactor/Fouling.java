package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Decimal;
import java.util.function.Consumer;

/**
 * Interlock 2, fouling or gel: at steady flow and bath the pressure has risen by more than 0.5
 * bar/min for three minutes, in each half of them too; or solvent alone needs 30 % more pressure
 * than it did at the same flow and temperature. The reactor suspends itself, which flushes and
 * makes the run void, and goes on; the second time since the session began or somebody cleared is a
 * latched trip.
 */
record Fouling() implements Interlock {
  private static final long SPAN = 180 * Nanos.SECOND;

  /** Fastest rise that still counts as settling, in bar/min. */
  private static final double LIMIT = 0.5;

  @Override
  public AlarmKind kind() {
    return AlarmKind.FOULING;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    if (!evidence.pressure().isFresh(evidence.oldestRecent())) {
      return;
    }
    SolventBaseline solvent = evidence.solventBaseline();
    if (solvent.isRisen()) {
      findings.accept(
          finding(
              evidence,
              "solvent alone needs %s bar at %s µL/min, it needed %s bar"
                  .formatted(
                      Decimal.fixed(solvent.present(), 2),
                      Decimal.fixed(evidence.totalAsked(), 0),
                      Decimal.fixed(solvent.expected(), 2))));
    } else {
      judgeSlope(evidence, findings);
    }
  }

  private static void judgeSlope(Evidence evidence, Consumer<Finding> findings) {
    if (!evidence.flowsSteadily(SPAN) || !evidence.bathSteadily(SPAN)) {
      return;
    }
    Trace pressure = evidence.pressureMinutes();
    // NaN where there are too few samples makes both comparisons false.
    double whole = 60.0 * pressure.medianSlopePerSecond(SPAN);
    double lately = 60.0 * pressure.medianSlopePerSecond(SPAN / 2);
    if (whole > LIMIT && lately > LIMIT) {
      findings.accept(
          finding(
              evidence,
              "pressure rises by %s bar/min over 3 min at steady flow, more than %s bar/min"
                  .formatted(Decimal.fixed(whole, 2), Decimal.fixed(LIMIT, 1))));
    }
  }

  private static Finding finding(Evidence evidence, String text) {
    return new Finding(
        AlarmKind.FOULING,
        evidence.description().pressureSensor().text(),
        text,
        evidence.hasFouledBefore() ? Reaction.FLUSH_TRIP : Reaction.SUSPEND);
  }
}
