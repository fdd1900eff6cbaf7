package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Pressure;
import java.util.function.Consumer;

/**
 * Interlock 3, leak, burst or open back-pressure regulator: pressure below LL in two of three
 * samples after a minute of steady flow, or a fall of more than 30 % within 2 s at steady flow.
 * Everything stops: nothing is flushed into a leak.
 *
 * @param lowLow the limit LL
 */
record Leak(Pressure lowLow) implements Interlock {
  private static final long ARMED_AFTER = 60 * Nanos.SECOND;
  private static final long STEADY = 15 * Nanos.SECOND;
  private static final long FALL_SPAN = 2 * Nanos.SECOND;
  private static final double FALL_SHARE = 0.3;

  /** A smaller fall is noise of the sensor, in bar (assumed). */
  private static final double SMALLEST_FALL = 0.5;

  @Override
  public AlarmKind kind() {
    return AlarmKind.LEAK;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    Trace pressure = evidence.pressure();
    if (!pressure.isFresh(evidence.oldestRecent())) {
      return;
    }
    String sensor = evidence.description().pressureSensor().text();
    double bars = pressure.value(0);
    if (evidence.flowsSteadily(ARMED_AFTER)
        && pressure.votesBelow(lowLow.bars(), evidence.oldestRecent()) >= 2) {
      findings.accept(
          trip(
              sensor,
              "pressure %s is below LL %s"
                  .formatted(new Pressure(bars).print(2), lowLow.print(2))));
    }
    if (evidence.flowsSteadily(STEADY)) {
      judgeFall(pressure, sensor, findings);
    }
  }

  private static void judgeFall(Trace pressure, String sensor, Consumer<Finding> findings) {
    double now = pressure.medianOfThree(0);
    double before = pressure.medianOfThree(pressure.backBy(FALL_SPAN));
    // NaN where there are too few samples makes both comparisons false.
    if (before - now > FALL_SHARE * before && before - now > SMALLEST_FALL) {
      findings.accept(
          trip(
              sensor,
              "pressure fell from %s to %s within about 2 s, more than 30 %%"
                  .formatted(new Pressure(before).print(2), new Pressure(now).print(2))));
    }
  }

  private static Finding trip(String source, String text) {
    return new Finding(AlarmKind.LEAK, source, text, Reaction.STOP_TRIP);
  }
}
