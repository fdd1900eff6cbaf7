package dev.weir.units;

import java.time.Duration;

/**
 * Time that passes, held in seconds; residence times, half lives, waits.
 *
 * @param seconds finite and not negative, in s
 */
public record TimeSpan(double seconds) implements Quantity {
  /** Rejects NaN, infinities and values outside the range. */
  public TimeSpan {
    if (!Double.isFinite(seconds) || seconds < 0.0) {
      throw new IllegalArgumentException("time span must be finite and >= 0 s, was " + seconds);
    }
  }

  /** Reads a number with its unit, for example {@code 20 min}. */
  public static TimeSpan parse(String text) {
    return (TimeSpan) Dimension.TIME_SPAN.parse(text);
  }

  /** Returns the span of the given number of minutes. */
  public static TimeSpan ofMinutes(double minutes) {
    return new TimeSpan(minutes * 60.0);
  }

  /** Returns the number of minutes. */
  public double minutes() {
    return seconds / 60.0;
  }

  /** Returns the span as a duration, rounded to the nanosecond. */
  public Duration toDuration() {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  @Override
  public Dimension dimension() {
    return Dimension.TIME_SPAN;
  }

  @Override
  public double canonicalValue() {
    return seconds;
  }

  @Override
  public String toString() {
    return print();
  }
}
