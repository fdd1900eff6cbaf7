package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.Temperature;
import dev.weir.units.TemperatureDifference;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Interlock 8, over-temperature or runaway: above HH in two of three samples, too far above the
 * set-point, rising faster than 2 K/s, or rising although the heater has been off. Feeds stop,
 * solvent flushes, the bath cools; when the pressure rises with it, everything stops.
 *
 * <p>After the set-point was lowered the reactor is hotter than it for a while by right: then the
 * lowest temperature since counts, so that only a new rise trips.
 *
 * @param limits the limits H and HH and the largest excess over the set-point
 * @param safe the bath's safe temperature
 */
record OverTemperature(ReactorDescription.Limits limits, Temperature safe) implements Interlock {
  private static final long VOTE_LASTS = 300_000_000L;
  private static final double FASTEST_RISE = 2.0;
  private static final long RISE_SPAN = Nanos.SECOND;
  private static final long OFF_SPAN = 30 * Nanos.SECOND;
  private static final double RISE_WHILE_OFF = 3.0;
  private static final long PRESSURE_SPAN = 10 * Nanos.SECOND;
  private static final double PRESSURE_RISE = 1.0;
  private static final long COLD_FOR = 10 * Nanos.MINUTE;

  /** How far above the safe set-point the reactor still counts as cold, in K (assumed). */
  static final double COLD_BAND = 5.0;

  @Override
  public AlarmKind kind() {
    return AlarmKind.OVER_TEMPERATURE;
  }

  @Override
  public void judge(Evidence evidence, Consumer<Finding> findings) {
    Trace trace = evidence.temperature();
    if (!trace.isFresh(evidence.oldestRecent())) {
      return;
    }
    double celsius = trace.value(0);
    Reaction reaction = pressureRises(evidence) ? Reaction.STOP_TRIP : Reaction.FLUSH_TRIP;
    String cause = cause(evidence, trace, celsius);
    if (!cause.isEmpty()) {
      findings.accept(
          new Finding(
              AlarmKind.OVER_TEMPERATURE,
              evidence.description().temperatureController().text(),
              cause,
              reaction));
    } else if (trace.votesAbove(limits.temperatureHigh().celsius(), evidence.oldestRecent()) >= 2) {
      findings.accept(
          new Finding(
              AlarmKind.OVER_TEMPERATURE,
              "high temperature",
              "reactor at %s is above H %s"
                  .formatted(new Temperature(celsius).print(1), limits.temperatureHigh().print(1)),
              Reaction.ALARM));
    }
  }

  private String cause(Evidence evidence, Trace trace, double celsius) {
    double highHigh = limits.temperatureHighHigh().celsius();
    boolean uncontradicted = celsius > highHigh && evidence.now() - trace.at(0) >= VOTE_LASTS;
    if (uncontradicted || trace.votesAbove(highHigh, evidence.oldestRecent()) >= 2) {
      return "reactor at %s is above HH %s"
          .formatted(new Temperature(celsius).print(1), limits.temperatureHighHigh().print(1));
    }
    double excess = celsius - reference(evidence);
    if (excess > limits.temperatureAboveSetpoint().kelvins()) {
      return "reactor at %s is %s above its set-point %s or its lowest since, accepted are %s"
          .formatted(
              new Temperature(celsius).print(1),
              new TemperatureDifference(excess).print(1),
              new Temperature(evidence.bath()).print(1),
              limits.temperatureAboveSetpoint().print(1));
    }
    double rise = trace.medianSlopePerSecond(RISE_SPAN);
    if (rise > FASTEST_RISE) {
      return "reactor heats by %.1f K/s, above %.1f K/s".formatted(rise, FASTEST_RISE);
    }
    return heatsWhileOff(evidence, celsius)
        ? "reactor at %s rises although the heater has been off for 30 s"
            .formatted(new Temperature(celsius).print(1))
        : "";
  }

  private static double reference(Evidence evidence) {
    double lowest = evidence.lowestSinceBath();
    return Double.isNaN(lowest) ? evidence.bath() : Math.max(evidence.bath(), lowest);
  }

  private boolean heatsWhileOff(Evidence evidence, double celsius) {
    return Nanos.lasted(evidence.outputOffSince(), OFF_SPAN, evidence.now())
        && celsius - evidence.bath() > limits.temperatureAboveSetpoint().kelvins() / 2.0
        && evidence.temperatureMinutes().riseOver(OFF_SPAN) > RISE_WHILE_OFF;
  }

  private boolean pressureRises(Evidence evidence) {
    Trace pressure = evidence.pressure();
    return pressure.isFresh(evidence.oldestRecent())
        && (pressure.value(0) > limits.pressureHigh().bars()
            || pressure.riseOver(PRESSURE_SPAN) > PRESSURE_RISE);
  }

  @Override
  public Optional<String> refusesClear(Evidence evidence, String source) {
    double cold = safe.celsius() + COLD_BAND;
    Channel channel = evidence.values().temperatureChannel();
    if (!channel.isGood()) {
      return Optional.of("the reactor's temperature is not read");
    }
    Trace trace = evidence.temperatureMinutes();
    int back = 0;
    while (back < trace.size() && evidence.now() - trace.at(back) <= COLD_FOR) {
      if (trace.value(back) > cold) {
        return Optional.of(
            "the reactor must stay below %s first; it was at %s %d s ago"
                .formatted(
                    new Temperature(cold).print(1),
                    new Temperature(trace.value(back)).print(1),
                    (evidence.now() - trace.at(back)) / Nanos.SECOND));
      }
      back++;
    }
    return Optional.empty();
  }
}
