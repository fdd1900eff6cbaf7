package dev.weir.jobs;

import java.time.Duration;

/**
 * How often a job is tried, and how long it rests after a failed attempt: the first wait, then each
 * time so many times longer, up to the longest.
 *
 * @param attempts how many failed attempts end the job, from 1 to 100
 * @param firstWait after the first failure; positive
 * @param factor from 1 to 100
 * @param longestWait at least the first wait
 */
public record RetryPolicy(int attempts, Duration firstWait, double factor, Duration longestWait) {
  /** Rejects policies that retry for ever or never wait. */
  public RetryPolicy {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts must be from 1 to 100, was " + attempts);
    }
    if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "waits must be positive and grow, were %s and %s".formatted(firstWait, longestWait));
    }
    if (!(factor >= 1.0 && factor <= 100.0)) {
      throw new IllegalArgumentException("the factor must be from 1 to 100, was " + factor);
    }
  }

  /** Tells whether another attempt may follow so many failures. */
  boolean allowsAnotherAfter(int failures) {
    return failures < attempts;
  }

  /**
   * Returns how long the job rests.
   *
   * @param failures so far, from 1
   */
  Duration waitAfter(int failures) {
    double seconds = firstWait.toMillis() / 1e3 * Math.pow(factor, failures - 1);
    double longest = longestWait.toMillis() / 1e3;
    return Duration.ofMillis(Math.round(1e3 * Math.min(seconds, longest)));
  }
}
