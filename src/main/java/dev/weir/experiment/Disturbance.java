package dev.weir.experiment;

import dev.weir.flow.Setpoints;
import dev.weir.reactor.ProcessValues;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.util.Optional;

/** Whether the reactor does what a run asks of it. */
final class Disturbance {
  /** How far a feed may be from its set-point, as a share of it. */
  private static final double FLOW_TOLERANCE = 0.05;

  /** How far the temperature may be from its set-point, in bands of steady temperature. */
  private static final double BANDS = 2.0;

  private Disturbance() {}

  /**
   * Tells what is off: a feed or the temperature that is far from its set-point, or not known.
   *
   * @param bandKelvins within which the temperature counts as steady, in K
   */
  static Optional<String> of(Setpoints wanted, double bandKelvins, ProcessValues values) {
    for (var entry : wanted.flows().entrySet()) {
      double asked = entry.getValue().microlitresPerMinute();
      Optional<FlowRate> actual = values.flow(entry.getKey());
      if (actual.isEmpty()
          || Math.abs(actual.get().microlitresPerMinute() - asked) > FLOW_TOLERANCE * asked) {
        return Optional.of(
            "feed %s delivers %s, its set-point is %s"
                .formatted(
                    entry.getKey(),
                    actual.map(flow -> flow.print(2)).orElse("nothing that is known"),
                    entry.getValue().print(2)));
      }
    }
    Optional<Temperature> reactor = values.reactorTemperature();
    return reactor.isEmpty()
            || Math.abs(reactor.get().celsius() - wanted.bath().celsius()) > BANDS * bandKelvins
        ? Optional.of(
            "the reactor is at %s, its set-point is %s"
                .formatted(
                    reactor.map(value -> value.print(1)).orElse("an unknown temperature"),
                    wanted.bath()))
        : Optional.empty();
  }
}
