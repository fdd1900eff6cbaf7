package dev.weir.optimize;

import dev.weir.experiment.Observation;
import java.util.List;

/**
 * Finds the next point. Pure: the same arguments give the same proposal, to the last bit. Any
 * thread.
 */
public interface Proposer {
  /**
   * Returns the next point.
   *
   * @param space where it may lie
   * @param objective what is wanted
   * @param observations all accepted runs so far, in order
   * @param index how many proposals were made before, accepted or not; it drives the initial design
   * @param seed the campaign's seed
   */
  Proposal propose(
      SearchSpace space, Objective objective, List<Observation> observations, int index, long seed);
}
