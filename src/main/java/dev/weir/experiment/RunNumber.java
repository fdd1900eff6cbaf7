package dev.weir.experiment;

/**
 * The number of a run within its campaign.
 *
 * @param value from 1
 */
public record RunNumber(int value) implements Comparable<RunNumber> {
  /** Rejects numbers below 1. */
  public RunNumber {
    if (value < 1) {
      throw new IllegalArgumentException("run numbers start at 1, was " + value);
    }
  }

  @Override
  public int compareTo(RunNumber other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
