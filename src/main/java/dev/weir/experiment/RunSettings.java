package dev.weir.experiment;

import dev.weir.units.TimeSpan;

/**
 * How a run proves its steady state and how long it waits for what.
 *
 * @param washout share of the liquid at the sampling point that must have entered under the present
 *     conditions, in (0, 1)
 * @param window time over which temperature and pressure must be steady, 30 s or more
 * @param temperatureBandKelvins how far the reactor may be from its set-point, in K
 * @param temperatureSlopeKelvinsPerMinute largest trend of the temperature, in K/min
 * @param temperatureDeviationKelvins largest standard deviation about that trend, in K
 * @param pressureSlopeBarsPerMinute largest trend of the pressure, in bar/min
 * @param pressureDeviationBars largest standard deviation about that trend, in bar
 * @param heatingTimeout how long the reactor may take to come to temperature
 * @param approachTimeout how long after the washout steadiness may take
 * @param sampling how long the conditions are held after the aliquot was asked for
 * @param analysisTimeout how long the result may take; twice what the analyser needs is usual
 */
public record RunSettings(
    double washout,
    TimeSpan window,
    double temperatureBandKelvins,
    double temperatureSlopeKelvinsPerMinute,
    double temperatureDeviationKelvins,
    double pressureSlopeBarsPerMinute,
    double pressureDeviationBars,
    TimeSpan heatingTimeout,
    TimeSpan approachTimeout,
    TimeSpan sampling,
    TimeSpan analysisTimeout) {
  private static final double SHORTEST_WINDOW_SECONDS = 30.0;

  /** Rejects values that could never prove anything. */
  public RunSettings {
    if (!(washout > 0.0 && washout < 1.0)) {
      throw new IllegalArgumentException("washout must be between 0 and 1, was " + washout);
    }
    if (window.seconds() < SHORTEST_WINDOW_SECONDS) {
      throw new IllegalArgumentException("window must be at least 30 s, was " + window);
    }
    positive("temperature band", temperatureBandKelvins, "K");
    positive("temperature slope", temperatureSlopeKelvinsPerMinute, "K/min");
    positive("temperature deviation", temperatureDeviationKelvins, "K");
    positive("pressure slope", pressureSlopeBarsPerMinute, "bar/min");
    positive("pressure deviation", pressureDeviationBars, "bar");
  }

  private static void positive(String what, double value, String unit) {
    if (!(value > 0.0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s must be above 0 %s, was %s".formatted(what, unit, value));
    }
  }
}
