package dev.weir.jobs;

import java.time.Duration;

/**
 * The bounds of one attempt. Memory is the child's Java heap and, as much again, its direct
 * buffers; what native libraries take besides is not bounded.
 *
 * @param heapMebibytes from 16 to 65,536 MiB
 * @param processors how many processors the child believes to have, from 1 to 64
 * @param timeLimit after which it is killed; positive, at most 30 days
 * @param longestSilence without a line of progress, after which it is killed; positive, at most the
 *     time limit
 */
public record Bounds(
    int heapMebibytes, int processors, Duration timeLimit, Duration longestSilence) {
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Rejects bounds that bound nothing. */
  public Bounds {
    if (heapMebibytes < 16 || heapMebibytes > 65_536) {
      throw new IllegalArgumentException(
          "the heap must be from 16 to 65536 MiB, was " + heapMebibytes + " MiB");
    }
    if (processors < 1 || processors > 64) {
      throw new IllegalArgumentException("processors must be from 1 to 64, was " + processors);
    }
    if (!timeLimit.isPositive() || timeLimit.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the time limit must be positive and at most 720 h, was " + timeLimit);
    }
    if (!longestSilence.isPositive() || longestSilence.compareTo(timeLimit) > 0) {
      throw new IllegalArgumentException(
          "the longest silence must be positive and at most the time limit of %s, was %s"
              .formatted(timeLimit, longestSilence));
    }
  }
}
