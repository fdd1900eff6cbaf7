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

  /**
   * Returns the next point, which is none of those that were refused or void before, unless nothing
   * else is left. A proposer that does not learn need not heed them.
   *
   * @param space where it may lie
   * @param objective what is wanted
   * @param past what came of earlier proposals
   * @param seed the campaign's seed
   */
  default Proposal propose(SearchSpace space, Objective objective, Past past, long seed) {
    return propose(space, objective, past.observations(), past.proposals(), seed);
  }
}
