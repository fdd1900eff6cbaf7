package dev.weir.experiment;

import dev.weir.reactor.ProcessValues;
import dev.weir.units.Decimal;
import dev.weir.units.Pressure;
import dev.weir.units.Temperature;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Judges steady state by two tests that must both hold: enough of the earlier liquid is washed out,
 * by the residence-time distribution since the conditions were last disturbed; and temperature and
 * pressure show neither trend nor scatter over a window. Owned by the control thread.
 */
final class SteadyStateJudge {
  private static final double SECONDS_PER_MINUTE = 60.0;
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

  private final RunSettings settings;
  private final Temperature setpoint;
  private final DoubleUnaryOperator washoutAfterSeconds;
  private final Trend temperature;
  private final Trend pressure;
  private Instant undisturbedSince;
  private Instant lastSample = Instant.EPOCH;

  /**
   * Starts to judge.
   *
   * @param settings what counts as steady
   * @param setpoint the temperature to be held
   * @param washoutAfterSeconds share of the liquid at the sampling point that entered within so
   *     many seconds
   * @param now when the conditions were set
   */
  SteadyStateJudge(
      RunSettings settings,
      Temperature setpoint,
      DoubleUnaryOperator washoutAfterSeconds,
      Instant now) {
    this.settings = settings;
    this.setpoint = setpoint;
    this.washoutAfterSeconds = washoutAfterSeconds;
    this.undisturbedSince = now;
    int samples = (int) Math.ceil(settings.window().seconds());
    this.temperature = new Trend(samples);
    this.pressure = new Trend(samples);
  }

  /** Says that the conditions were disturbed: the washout and the window start again. */
  void disturbed(Instant now) {
    undisturbedSince = now;
    temperature.clear();
    pressure.clear();
  }

  /**
   * Takes the process values, once a second; a missing one empties the window, for a gap proves
   * nothing.
   *
   * @return whether they were taken
   */
  boolean observe(ProcessValues values, Instant now) {
    if (Duration.between(lastSample, now).compareTo(SAMPLE_EVERY) < 0) {
      return false;
    }
    lastSample = now;
    Optional<Temperature> reactor = values.reactorTemperature();
    Optional<Pressure> inlet = values.pressure();
    if (reactor.isEmpty() || inlet.isEmpty()) {
      temperature.clear();
      pressure.clear();
      return true;
    }
    double minutes = seconds(undisturbedSince, now) / SECONDS_PER_MINUTE;
    temperature.add(minutes, reactor.get().celsius());
    pressure.add(minutes, inlet.get().bars());
    return true;
  }

  /**
   * Returns the share of the liquid at the sampling point that entered since the last disturbance.
   */
  double washout(Instant now) {
    return washoutAfterSeconds.applyAsDouble(seconds(undisturbedSince, now));
  }

  /** Tells whether the washout test holds. */
  boolean isWashedOut(Instant now) {
    return washout(now) >= settings.washout();
  }

  /** Returns when the conditions were last disturbed. */
  Instant undisturbedSince() {
    return undisturbedSince;
  }

  /** Returns the mean temperature over the window, when there is one. */
  OptionalDouble meanCelsius() {
    return temperature.isFull() ? OptionalDouble.of(temperature.mean()) : OptionalDouble.empty();
  }

  /** Returns the verdict as of now with all its figures. */
  SteadyState verdict(Instant now) {
    double washout = washout(now);
    Trend.Fit heat = temperature.fit();
    Trend.Fit load = pressure.fit();
    String reason = shortcoming(washout, heat, load);
    return new SteadyState(
        reason.isEmpty(),
        washout,
        finite(heat.slopePerMinute()),
        finite(heat.deviation()),
        finite(load.slopePerMinute()),
        finite(load.deviation()),
        reason.isEmpty() ? "washed out; temperature and pressure steady" : reason);
  }

  private String shortcoming(double washout, Trend.Fit heat, Trend.Fit load) {
    if (washout < settings.washout()) {
      return exceeds("washout", washout, "below", settings.washout(), "mol/mol");
    }
    if (!temperature.isFull()) {
      return "the window of " + settings.window() + " is not full yet";
    }
    double offset = Math.abs(temperature.mean() - setpoint.celsius());
    if (offset > settings.temperatureBandKelvins()) {
      return exceeds("temperature offset", offset, "above", settings.temperatureBandKelvins(), "K");
    }
    if (Math.abs(heat.slopePerMinute()) > settings.temperatureSlopeKelvinsPerMinute()) {
      return exceeds(
          "temperature slope",
          heat.slopePerMinute(),
          "beyond",
          settings.temperatureSlopeKelvinsPerMinute(),
          "K/min");
    }
    if (heat.deviation() > settings.temperatureDeviationKelvins()) {
      return exceeds(
          "temperature scatter",
          heat.deviation(),
          "above",
          settings.temperatureDeviationKelvins(),
          "K");
    }
    if (Math.abs(load.slopePerMinute()) > settings.pressureSlopeBarsPerMinute()) {
      return exceeds(
          "pressure slope",
          load.slopePerMinute(),
          "beyond",
          settings.pressureSlopeBarsPerMinute(),
          "bar/min");
    }
    if (load.deviation() > settings.pressureDeviationBars()) {
      return exceeds(
          "pressure scatter", load.deviation(), "above", settings.pressureDeviationBars(), "bar");
    }
    return "";
  }

  private static String exceeds(String what, double value, String how, double limit, String unit) {
    return "%s %s %s %s %s"
        .formatted(what, Decimal.fixed(value, 4), how, Decimal.shortest(limit), unit);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0.0;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() * 1e-9;
  }
}
