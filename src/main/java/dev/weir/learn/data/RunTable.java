package dev.weir.learn.data;

import java.util.Arrays;
import java.util.List;

/**
 * Runs to learn from, in the order they were made.
 *
 * @param origin where they come from, one line; begins with "synthetic" when no laboratory made
 *     them
 * @param runs at least one
 */
public record RunTable(String origin, List<LearningRun> runs) {
  /** Copies the list. */
  public RunTable {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(origin + ": holds no run");
    }
  }

  /** Returns how many runs there are. */
  public int size() {
    return runs.size();
  }

  /** Returns the same runs, MMA monomer 2 of each that holds it. */
  public RunTable oriented() {
    return new RunTable(origin, runs.stream().map(LearningRun::oriented).toList());
  }

  /** Returns the chosen runs, in the order of the choice. */
  public RunTable choose(int[] rows) {
    return new RunTable(origin, Arrays.stream(rows).mapToObj(runs::get).toList());
  }
}
