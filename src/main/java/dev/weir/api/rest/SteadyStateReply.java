package dev.weir.api.rest;

import dev.weir.experiment.SteadyState;
import java.util.Optional;

/**
 * The verdict on steady state.
 *
 * @param proven whether both tests hold
 * @param washout share of the liquid at the sampling point that entered under the present
 *     conditions, from 0 to 1
 * @param temperatureSlopeKelvinPerMin trend of the temperature, in K/min; absent while there are
 *     too few readings
 * @param temperatureDeviationKelvin scatter about it, in K
 * @param pressureSlopeBarPerMin trend of the pressure, in bar/min
 * @param pressureDeviationBar scatter about it, in bar
 * @param reason one line
 */
public record SteadyStateReply(
    boolean proven,
    double washout,
    Optional<Double> temperatureSlopeKelvinPerMin,
    Optional<Double> temperatureDeviationKelvin,
    Optional<Double> pressureSlopeBarPerMin,
    Optional<Double> pressureDeviationBar,
    String reason) {
  static SteadyStateReply of(SteadyState verdict) {
    return new SteadyStateReply(
        verdict.proven(),
        verdict.washout(),
        finite(verdict.temperatureSlopeKelvinsPerMinute()),
        finite(verdict.temperatureDeviationKelvins()),
        finite(verdict.pressureSlopeBarsPerMinute()),
        finite(verdict.pressureDeviationBars()),
        verdict.reason());
  }

  private static Optional<Double> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }
}
