package dev.weir.api.rest;

import dev.weir.api.rest.TrendReply.Point;
import java.util.ArrayList;
import java.util.List;

/** Makes a curve of few points out of many without losing a peak. */
final class Thinning {
  private Thinning() {}

  /**
   * Returns the points unchanged when they are few enough; else, of every equally long interval of
   * their time, the lowest and the highest in their order.
   *
   * @param most how many points at most, at least 2
   */
  static List<Point> thin(List<Point> points, int most) {
    if (points.size() <= most) {
      return List.copyOf(points);
    }
    int intervals = most / 2;
    long start = points.getFirst().atMs();
    long span = points.getLast().atMs() - start + 1;
    List<Point> kept = new ArrayList<>(most);
    int from = 0;
    while (from < points.size()) {
      long interval = (points.get(from).atMs() - start) * intervals / span;
      int to = from;
      while (to < points.size() && (points.get(to).atMs() - start) * intervals / span == interval) {
        to++;
      }
      keepExtremes(points.subList(from, to), kept);
      from = to;
    }
    return List.copyOf(kept);
  }

  private static void keepExtremes(List<Point> interval, List<Point> kept) {
    Point lowest = interval.getFirst();
    Point highest = interval.getFirst();
    for (Point point : interval) {
      lowest = point.value() < lowest.value() ? point : lowest;
      highest = point.value() > highest.value() ? point : highest;
    }
    boolean lowestFirst = lowest.atMs() <= highest.atMs();
    kept.add(lowestFirst ? lowest : highest);
    if (!lowest.equals(highest)) {
      kept.add(lowestFirst ? highest : lowest);
    }
  }
}
