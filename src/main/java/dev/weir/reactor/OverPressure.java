package dev.weir.reactor;

import dev.weir.device.FaultClass;
import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Pressure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Interlock 1, clog or over-pressure: pressure above HH in two of three samples, or rising faster
 * than 5 bar/s at steady flow, or a pump that stops itself for pressure or stall. Everything stops:
 * flushing into a plug is the hazard.
 *
 * <p>A first sample above HH that no second one contradicts within 300 ms trips as well, so that a
 * slowly read sensor stops the pumps within 500 ms too.
 *
 * @param highHigh the limit HH
 */
record OverPressure(Pressure highHigh) implements Interlock {
  private static final long VOTE_LASTS = 300_000_000L;
  private static final double FASTEST_RISE = 5.0;
  private static final long RISE_SPAN = 400_000_000L;
  private static final long STEADY = 5 * Nanos.SECOND;
  private static final double CLEAR_SHARE = 0.2;
  private static final List<FaultClass> OWN_STOPS =
      List.of(FaultClass.OVERPRESSURE, FaultClass.STALL);

  @Override
  public AlarmKind kind() {
    return AlarmKind.OVER_PRESSURE;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    String sensor = evidence.description().pressureSensor().text();
    Trace pressure = evidence.pressure();
    if (pressure.isFresh(evidence.oldestRecent())) {
      double bars = pressure.value(0);
      boolean uncontradicted =
          bars > highHigh.bars() && evidence.now() - pressure.at(0) >= VOTE_LASTS;
      if (uncontradicted || pressure.votesAbove(highHigh.bars(), evidence.oldestRecent()) >= 2) {
        findings.accept(
            trip(
                sensor,
                "pressure %s is above HH %s"
                    .formatted(new Pressure(bars).print(2), highHigh.print(2))));
      }
      double rise = pressure.medianSlopePerSecond(RISE_SPAN);
      if (evidence.flowsSteadily(STEADY) && rise > FASTEST_RISE) {
        findings.accept(
            trip(
                sensor,
                "pressure rises by %.1f bar/s, above %.1f bar/s".formatted(rise, FASTEST_RISE)));
      }
    }
    for (FeedTrace feed : evidence.feeds()) {
      judgePump(evidence, feed, findings);
    }
  }

  private static void judgePump(Evidence evidence, FeedTrace feed, Consumer<Finding> findings) {
    DeviceTrace pump = evidence.device(feed.pump().name());
    for (FaultClass fault : OWN_STOPS) {
      if (pump.hasFault(fault, evidence.now())) {
        findings.accept(
            trip(
                pump.name().text(), "pump stopped by itself: %s".formatted(pump.faultText(fault))));
      }
    }
  }

  private static Finding trip(String source, String text) {
    return new Finding(AlarmKind.OVER_PRESSURE, source, text, Reaction.STOP_TRIP);
  }

  @Override
  public Optional<String> refusesClear(Evidence evidence, String source) {
    double limit = CLEAR_SHARE * highHigh.bars();
    Channel pressure = evidence.values().pressureChannel();
    if (!pressure.isGood()) {
      return Optional.of(
          "the pressure is not read; it must be below %s".formatted(new Pressure(limit).print(2)));
    }
    double bars = pressure.goodValue();
    return bars < limit
        ? Optional.empty()
        : Optional.of(
            "pressure %s must fall below %s first"
                .formatted(new Pressure(bars).print(2), new Pressure(limit).print(2)));
  }
}
