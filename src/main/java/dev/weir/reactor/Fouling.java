package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Decimal;
import java.util.function.Consumer;

/**
 * Interlock 2, fouling or gel: at steady flow and bath the pressure has risen by more than 0.5
 * bar/min for three minutes, in each half of them too. The reactor suspends itself, which flushes
 * and makes the run void, and goes on; the fourth suspension within an hour holds it.
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
    Trace pressure = evidence.pressureMinutes();
    if (!pressure.isFresh(evidence.oldestRecent())
        || !evidence.flowsSteadily(SPAN)
        || !evidence.bathSteadily(SPAN)) {
      return;
    }
    // NaN where there are too few samples makes both comparisons false.
    double whole = 60.0 * pressure.medianSlopePerSecond(SPAN);
    double lately = 60.0 * pressure.medianSlopePerSecond(SPAN / 2);
    if (whole > LIMIT && lately > LIMIT) {
      findings.accept(
          new Finding(
              AlarmKind.FOULING,
              evidence.description().pressureSensor().text(),
              "pressure rises by %s bar/min over 3 min at steady flow, more than %s bar/min"
                  .formatted(Decimal.fixed(whole, 2), Decimal.fixed(LIMIT, 1)),
              Reaction.SUSPEND));
    }
  }
}
