package dev.weir.device.line.node;

import java.time.Duration;

/**
 * A node whose changes are to be told.
 *
 * @param node the node
 * @param sampling how often the server looks at it, from 10 ms to 1 h
 */
public record NodeWatch(NodeName node, Duration sampling) {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Rejects intervals outside the range. */
  public NodeWatch {
    check(sampling);
  }

  /**
   * Checks a sampling interval.
   *
   * @throws IllegalArgumentException when it is outside the range
   */
  public static void check(Duration sampling) {
    if (sampling.compareTo(SHORTEST) < 0 || sampling.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "sampling must be from 10 ms to 1 h, was %s s".formatted(sampling.toMillis() / 1e3));
    }
  }
}
