package dev.weir.optimize;

/**
 * How many runs a campaign may start, and how many it has.
 *
 * @param runs allowed, at least 1
 * @param started so far, voided ones included, from 0
 */
public record Budget(int runs, int started) {
  /** Rejects an empty budget and negative counts. */
  public Budget {
    if (runs < 1) {
      throw new IllegalArgumentException("budget must be at least 1 run, was " + runs);
    }
    if (started < 0) {
      throw new IllegalArgumentException("started runs must not be negative, was " + started);
    }
  }
}
