package dev.weir.flow;

import dev.weir.units.FlowRate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the feeds must do to make a recipe, or why they cannot. */
public sealed interface FlowSolution {
  /**
   * The recipe can be made.
   *
   * @param flows of every feed, zero for those that rest
   */
  record Feasible(SortedMap<FeedName, FlowRate> flows) implements FlowSolution {
    /** Copies the map. */
    public Feasible {
      flows = Collections.unmodifiableSortedMap(new TreeMap<>(flows));
    }
  }

  /**
   * The recipe cannot be made.
   *
   * @param reason one line, with value, limit and unit
   */
  record Infeasible(String reason) implements FlowSolution {}
}
