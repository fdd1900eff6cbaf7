package dev.weir.jobs;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody's wish for a job.
 *
 * @param kind the name of its kind
 * @param arguments what to work on; at most 50, names up to 40 and values up to 300 characters
 * @param askedBy who asks, from 1 to 80 characters
 */
public record JobOrder(String kind, SortedMap<String, String> arguments, String askedBy) {
  private static final int MOST_ARGUMENTS = 50;
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_VALUE = 300;
  private static final int LONGEST_ASKER = 80;

  /**
   * Rejects orders that break a bound.
   *
   * @throws RefusedJobException when it does
   */
  public JobOrder {
    arguments = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    if (arguments.size() > MOST_ARGUMENTS) {
      throw new RefusedJobException(
          "a job has at most %d arguments, had %d".formatted(MOST_ARGUMENTS, arguments.size()));
    }
    arguments.forEach(JobOrder::check);
    if (askedBy.isBlank()
        || askedBy.length() > LONGEST_ASKER
        || !OneLine.of(askedBy, LONGEST_ASKER).equals(askedBy)) {
      throw new RefusedJobException(
          "who asks must have from 1 to %d characters in one line".formatted(LONGEST_ASKER));
    }
  }

  private static void check(String name, String value) {
    if (name.isBlank() || name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
      throw new RefusedJobException(
          "an argument has a name of 1 to %d and a value of at most %d characters, was %s=%s"
              .formatted(LONGEST_NAME, LONGEST_VALUE, OneLine.of(name, 60), OneLine.of(value, 60)));
    }
  }

  /** Returns an order without arguments. */
  public static JobOrder of(String kind, String askedBy) {
    return new JobOrder(kind, new TreeMap<>(Map.of()), askedBy);
  }
}
