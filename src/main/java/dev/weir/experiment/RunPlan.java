package dev.weir.experiment;

import dev.weir.chemistry.SpeciesName;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.units.Volume;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a run needs before it may start.
 *
 * @param campaign the campaign's name
 * @param run its number
 * @param conditions what it shall hold
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param setpoints flows and bath temperature that give these conditions
 * @param need volume of each feed that the run is expected to use
 * @param settings how steady state is proven
 * @param ramp what follows the steady sample, when anything does
 */
public record RunPlan(
    String campaign,
    RunNumber run,
    Conditions conditions,
    SpeciesName monomer1,
    SpeciesName monomer2,
    Setpoints setpoints,
    SortedMap<FeedName, Volume> need,
    RunSettings settings,
    Optional<RampPlan> ramp) {
  /** Copies the map. */
  public RunPlan {
    need = Collections.unmodifiableSortedMap(new TreeMap<>(need));
  }
}
