package dev.weir.flow;

import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the reactor is asked to hold: the flow of every feed and the bath's temperature.
 *
 * @param flows set-point of each feed; a feed that is not listed is stopped
 * @param bath set-point of the temperature controller
 */
public record Setpoints(SortedMap<FeedName, FlowRate> flows, Temperature bath) {
  /** Copies the map. */
  public Setpoints {
    flows = Collections.unmodifiableSortedMap(new TreeMap<>(flows));
  }

  /** Returns the sum of all flows. */
  public FlowRate totalFlow() {
    return flows.values().stream().reduce(FlowRate.ZERO, FlowRate::plus);
  }

  /** Returns the set-point of one feed; zero when it is not listed. */
  public FlowRate flow(FeedName feed) {
    return flows.getOrDefault(feed, FlowRate.ZERO);
  }
}
