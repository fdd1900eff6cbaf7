package dev.weir.campaign;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.RunNumber;
import dev.weir.flow.Ramp;
import dev.weir.journal.JournalEvent;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What happens in a campaign, as journalled. */
public sealed interface CampaignEvent extends JournalEvent {
  /** Returns the campaign's name. */
  String campaign();

  /**
   * A campaign started.
   *
   * @param campaign its name
   * @param monomer1 the monomer that f1 and F1 speak of
   * @param monomer2 the other one
   * @param objective what is wanted
   * @param budget how many runs it may perform
   * @param seed of its proposals
   * @param settings what the campaign file says, by name; empty in older journals
   * @param terms what its proposals depend on; empty in older journals
   */
  record CampaignStarted(
      String campaign,
      String monomer1,
      String monomer2,
      Objective objective,
      int budget,
      long seed,
      Optional<SortedMap<String, String>> settings,
      Optional<CampaignTerms> terms)
      implements CampaignEvent {
    /** A start of which the settings are not told. */
    public CampaignStarted(
        String campaign,
        String monomer1,
        String monomer2,
        Objective objective,
        int budget,
        long seed) {
      this(
          campaign,
          monomer1,
          monomer2,
          objective,
          budget,
          seed,
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * The campaign file says something else than before; all runs so far are kept.
   *
   * @param campaign its name
   * @param objective what is wanted now
   * @param budget how many runs it may perform now
   * @param settings everything that the file says now, by name
   * @param changes each change in a few words, old value and new one
   * @param terms what its proposals depend on now; empty in older journals
   * @param by who had the file read again; empty when it was read at the start
   */
  record CampaignChanged(
      String campaign,
      Objective objective,
      int budget,
      SortedMap<String, String> settings,
      List<String> changes,
      Optional<CampaignTerms> terms,
      Optional<String> by)
      implements CampaignEvent {}

  /**
   * An operator asked for a run of his own.
   *
   * @param campaign its name
   * @param conditions what to run
   * @param operator who asked
   * @param reason why
   * @param ramp what shall follow its steady sample, when anything shall
   */
  record PointAsked(
      String campaign, Conditions conditions, String operator, String reason, Optional<Ramp> ramp)
      implements CampaignEvent {
    /** A point without a ramp. */
    public PointAsked(String campaign, Conditions conditions, String operator, String reason) {
      this(campaign, conditions, operator, reason, Optional.empty());
    }
  }

  /**
   * A campaign goes on after a restart of the daemon.
   *
   * @param campaign its name
   * @param started runs started so far
   */
  record CampaignContinued(String campaign, int started) implements CampaignEvent {}

  /**
   * What the next proposal will start from was decided: whatever goes live meanwhile, a restart
   * computes the same proposal.
   *
   * @param campaign its name
   * @param index the proposal that will start from it
   * @param taken the predictor, or why none
   */
  record PredictorTaken(String campaign, int index, TakenPredictor taken)
      implements CampaignEvent {}

  /**
   * A proposal was made.
   *
   * @param campaign its name
   * @param index how many were made before
   * @param proposal the proposal
   * @param taken the predictor that its proposer started from, or why none; empty in older journals
   */
  record ProposalMade(String campaign, int index, Proposal proposal, Optional<TakenPredictor> taken)
      implements CampaignEvent {
    /** A proposal of which the predictor is not told. */
    public ProposalMade(String campaign, int index, Proposal proposal) {
      this(campaign, index, proposal, Optional.empty());
    }
  }

  /**
   * A proposal was accepted and its run may start.
   *
   * @param campaign its name
   * @param index the proposal
   * @param run the run that follows it
   */
  record ProposalAccepted(String campaign, int index, RunNumber run) implements CampaignEvent {}

  /**
   * A proposal broke a limit.
   *
   * @param campaign its name
   * @param index the proposal
   * @param reason which limit, with value and unit
   */
  record ProposalRefused(String campaign, int index, String reason) implements CampaignEvent {}

  /**
   * The campaign cannot go on by itself for now.
   *
   * @param campaign its name
   * @param reason what must be done first
   */
  record CampaignBlocked(String campaign, String reason) implements CampaignEvent {}

  /**
   * The campaign ended.
   *
   * @param campaign its name
   * @param state how: reached, exhausted or stopped
   * @param reason the stop rule, with its figures
   */
  record CampaignEnded(String campaign, CampaignStatus.State state, String reason)
      implements CampaignEvent {}
}
