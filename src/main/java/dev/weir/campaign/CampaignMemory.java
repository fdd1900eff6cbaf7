package dev.weir.campaign;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a campaign must know after a restart, folded from the journal.
 *
 * @param begun whether the campaign has started before
 * @param observations all accepted ones, in order
 * @param barred conditions of the proposals that were refused and of the runs that were void
 * @param proposals how many proposals were made
 * @param started how many runs were started
 * @param voided how many gave no observation
 * @param unfinished the run that was under way when the journal ends
 * @param ended how the campaign ended, when it did
 */
public record CampaignMemory(
    boolean begun,
    List<Observation> observations,
    List<Conditions> barred,
    int proposals,
    int started,
    int voided,
    Optional<RunNumber> unfinished,
    Optional<CampaignEvent.CampaignEnded> ended) {
  /** Copies the lists. */
  public CampaignMemory {
    observations = List.copyOf(observations);
    barred = List.copyOf(barred);
  }

  /** Folds the journal's entries into what the campaign of the given name must know. */
  public static CampaignMemory of(String campaign, Iterable<Entry> entries) {
    boolean begun = false;
    List<Observation> observations = new ArrayList<>();
    List<Conditions> barred = new ArrayList<>();
    Optional<Conditions> latest = Optional.empty();
    int proposals = 0;
    int started = 0;
    int voided = 0;
    Optional<RunNumber> unfinished = Optional.empty();
    Optional<CampaignEvent.CampaignEnded> ended = Optional.empty();
    for (Entry entry : entries) {
      if (entry.event() instanceof CampaignEvent event && event.campaign().equals(campaign)) {
        begun = true;
        switch (event) {
          case CampaignEvent.ProposalMade made -> {
            proposals = made.index() + 1;
            latest = Optional.of(made.proposal().conditions());
          }
          case CampaignEvent.CampaignEnded end -> ended = Optional.of(end);
          case CampaignEvent.CampaignStarted ignored -> {}
          case CampaignEvent.CampaignContinued ignored -> {}
          case CampaignEvent.ProposalAccepted ignored -> {}
          case CampaignEvent.ProposalRefused ignored -> latest.ifPresent(barred::add);
          case CampaignEvent.CampaignBlocked ignored -> {}
        }
      } else if (entry.event() instanceof RunEvent event && event.campaign().equals(campaign)) {
        switch (event) {
          case RunEvent.RunStarted run -> {
            started = run.run().value();
            unfinished = Optional.of(run.run());
          }
          case RunEvent.RunAccepted run -> {
            observations.add(run.observation());
            unfinished = Optional.empty();
          }
          case RunEvent.RunVoided ignored -> {
            voided++;
            latest.ifPresent(barred::add);
            unfinished = Optional.empty();
          }
          case RunEvent.RunPhaseEntered ignored -> {}
          case RunEvent.SteadyStateJudged ignored -> {}
          case RunEvent.SampleDrawn ignored -> {}
          case RunEvent.AnalysisTaken ignored -> {}
        }
      }
    }
    // A run under way when the daemon ended is void; the controller says so when it continues.
    if (unfinished.isPresent()) {
      latest.ifPresent(barred::add);
    }
    return new CampaignMemory(
        begun, observations, barred, proposals, started, voided, unfinished, ended);
  }
}
