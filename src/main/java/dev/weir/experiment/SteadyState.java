package dev.weir.experiment;

/**
 * The verdict on steady state, with the figures it rests on.
 *
 * @param proven whether both tests hold
 * @param washout share of the liquid at the sampling point that entered under the present
 *     conditions, by the residence-time distribution, from 0 to 1
 * @param temperatureSlopeKelvinsPerMinute trend of the reactor temperature over the window; this
 *     and the next three figures are 0 until the window holds three samples
 * @param temperatureDeviationKelvins standard deviation about that trend
 * @param pressureSlopeBarsPerMinute trend of the pressure over the window
 * @param pressureDeviationBars standard deviation about that trend
 * @param reason one line: which test fails, or that all hold
 */
public record SteadyState(
    boolean proven,
    double washout,
    double temperatureSlopeKelvinsPerMinute,
    double temperatureDeviationKelvins,
    double pressureSlopeBarsPerMinute,
    double pressureDeviationBars,
    String reason) {}
