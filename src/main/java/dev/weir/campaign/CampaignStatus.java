package dev.weir.campaign;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunNumber;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the outside may know of the campaign.
 *
 * @param name its name
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param state where it stands
 * @param stateReason why, in one line
 * @param budget how many runs it may perform
 * @param started how many runs were started
 * @param accepted how many gave an observation
 * @param voided how many did not
 * @param objective what is wanted
 * @param observations all accepted ones, in order
 * @param best the one nearest to the objective
 * @param next the next proposal, when there is one
 * @param waiting operators' own points that are still to be proposed, in order
 * @param endsBy when the time of the campaign is used up, when it has a limit
 */
public record CampaignStatus(
    String name,
    String monomer1,
    String monomer2,
    State state,
    String stateReason,
    int budget,
    int started,
    int accepted,
    int voided,
    Objective objective,
    List<Observation> observations,
    Optional<RunNumber> best,
    Optional<Proposal> next,
    List<Conditions> waiting,
    Optional<Instant> endsBy) {
  /** Copies the list. */
  public CampaignStatus {
    waiting = List.copyOf(waiting);
  }

  /** Where a campaign stands. */
  public enum State {
    /** Waits for the reactor. */
    WAITING,
    /** A proposal is being computed. */
    PROPOSING,
    /** A run is under way. */
    RUNNING,
    /** Something must be done by hand first: a refill, say. */
    BLOCKED,
    /** Ended: the objective is reached. */
    REACHED,
    /** Ended: the budget is used up without reaching the objective. */
    EXHAUSTED,
    /** Ended by an operator. */
    STOPPED
  }
}
