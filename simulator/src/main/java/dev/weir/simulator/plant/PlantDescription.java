package dev.weir.simulator.plant;

import dev.weir.chemistry.SpeciesName;
import dev.weir.flow.Feed;
import dev.weir.flow.FlowPath;
import dev.weir.units.Volume;
import java.util.List;

/**
 * What the virtual plant is built of.
 *
 * @param feeds every feed and what its vessel holds when full, in the order of the reactor
 * @param path volumes from the mixer to the sampling point
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator the initiator
 * @param settings how it behaves
 * @param seed of every random number
 */
public record PlantDescription(
    List<Vessel> feeds,
    FlowPath path,
    SpeciesName monomer1,
    SpeciesName monomer2,
    SpeciesName initiator,
    PlantSettings settings,
    long seed) {
  /** Copies the list. */
  public PlantDescription {
    feeds = List.copyOf(feeds);
  }

  /**
   * A feed with its vessel.
   *
   * @param feed the stream
   * @param capacity what bottle or syringe hold when full
   */
  public record Vessel(Feed feed, Volume capacity) {}
}
