package dev.weir.api.rest;

import java.time.Instant;
import java.util.List;

/**
 * The course of some values.
 *
 * @param from earliest instant asked for, on the plant's clock
 * @param to latest instant
 * @param series one for each tag asked for, in that order
 */
public record TrendReply(Instant from, Instant to, List<Series> series) {
  /**
   * The course of one value. Where points are too many, the lowest and the highest of each interval
   * are kept.
   *
   * @param tag which value, as device/capability
   * @param unit of the points; empty for plain numbers
   * @param points in order of time
   */
  public record Series(String tag, String unit, List<Point> points) {}

  /**
   * One point.
   *
   * @param atMs milliseconds since 1970-01-01T00:00Z on the plant's clock
   * @param value in the series' unit
   */
  public record Point(long atMs, double value) {}
}
