package dev.weir.campaign;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunEvent;
import dev.weir.experiment.RunNumber;
import dev.weir.experiment.VoidCause;
import dev.weir.flow.Ramp;
import dev.weir.journal.Entry;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What came of a campaign's proposals: the fold of its events, the same live as after a restart, so
 * that the same events lead to the same decisions. Owned by the control thread.
 *
 * <p>A run that was void for no fault of its conditions is repeated, at most {@value #MOST_REPEATS}
 * times; conditions under which the chemistry failed, an interlock tripped or a limit was broken
 * are barred.
 */
public final class CampaignLedger {
  /** How often the same conditions are run again after faults that were not theirs. */
  static final int MOST_REPEATS = 2;

  /** Points that operators may have waiting. */
  public static final int MOST_ASKED = 100;

  private final List<Observation> observations = new ArrayList<>();
  private List<Observation> published = List.of();
  private final List<Conditions> barred = new ArrayList<>();
  private final List<Conditions> failed = new ArrayList<>();
  private final List<Conditions> steadyOnly = new ArrayList<>();
  private final List<Double> gains = new ArrayList<>();
  private final Map<Conditions, Integer> repeats = new HashMap<>();
  private final Deque<CampaignEvent.PointAsked> asked = new ArrayDeque<>();
  private boolean begun;
  private int proposals;
  private int designed;
  private int started;
  private int voided;
  private Optional<Undecided> undecided = Optional.empty();
  private Optional<Proposal> latest = Optional.empty();
  private Optional<RunNumber> unfinished = Optional.empty();
  private boolean ramped;
  private boolean steadyAccepted;
  private Optional<Repeat> repeat = Optional.empty();
  private Optional<CampaignEvent.CampaignEnded> ended = Optional.empty();
  private Optional<SortedMap<String, String>> settings = Optional.empty();
  private Optional<Long> seed = Optional.empty();
  private Optional<Instant> since = Optional.empty();
  private Optional<CampaignEvent.PredictorTaken> taken = Optional.empty();

  /** An empty one: a campaign that has not begun. */
  CampaignLedger() {}

  /**
   * A proposal that was made and whose run has not started.
   *
   * @param index its place in the campaign
   * @param proposal the proposal
   * @param sequence the event that must be forced before it is acted on
   * @param accepted the run that it was accepted as, when it was
   */
  record Undecided(int index, Proposal proposal, long sequence, Optional<RunNumber> accepted) {}

  /**
   * Conditions to be run again.
   *
   * @param conditions what
   * @param run the run that was void
   * @param reason why it was
   * @param attempt how many runs of them there will have been
   * @param ramp what was to follow the steady sample
   */
  record Repeat(
      Conditions conditions, RunNumber run, String reason, int attempt, Optional<Ramp> ramp) {}

  /** Folds the journal's entries into what the campaign of the given name must know. */
  public static CampaignLedger of(String campaign, Iterable<Entry> entries) {
    CampaignLedger ledger = new CampaignLedger();
    for (Entry entry : entries) {
      if (entry.event() instanceof CampaignEvent event && event.campaign().equals(campaign)) {
        ledger.take(event, entry.sequence(), entry.at());
      } else if (entry.event() instanceof RunEvent event && event.campaign().equals(campaign)) {
        ledger.take(event);
      }
    }
    return ledger;
  }

  /**
   * Takes one event of the campaign.
   *
   * @param sequence its number in the journal
   * @param at when it happened
   */
  void take(CampaignEvent event, long sequence, Instant at) {
    begun = true;
    switch (event) {
      case CampaignEvent.CampaignStarted start -> {
        settings = start.settings();
        seed = Optional.of(start.seed());
        since = since.or(() -> Optional.of(at));
      }
      case CampaignEvent.CampaignChanged change -> {
        settings = Optional.of(change.settings());
        ended = Optional.empty();
        taken = Optional.empty();
      }
      case CampaignEvent.CampaignContinued _ -> {}
      case CampaignEvent.CampaignBlocked _ -> {}
      case CampaignEvent.PointAsked point -> asked.add(point);
      case CampaignEvent.PredictorTaken pin -> taken = Optional.of(pin);
      case CampaignEvent.ProposalMade made -> made(made, sequence);
      case CampaignEvent.ProposalAccepted accepted ->
          undecided =
              undecided.map(
                  one ->
                      new Undecided(
                          one.index(),
                          one.proposal(),
                          one.sequence(),
                          Optional.of(accepted.run())));
      case CampaignEvent.ProposalRefused _ -> {
        latest.ifPresent(
            proposal ->
                (proposal.ramp().isPresent() ? steadyOnly : barred).add(proposal.conditions()));
        undecided = Optional.empty();
      }
      case CampaignEvent.CampaignEnded end -> ended = Optional.of(end);
    }
  }

  private void made(CampaignEvent.ProposalMade made, long sequence) {
    Proposal proposal = made.proposal();
    proposals = made.index() + 1;
    latest = Optional.of(proposal);
    undecided = Optional.of(new Undecided(made.index(), proposal, sequence, Optional.empty()));
    switch (proposal.source()) {
      case INITIAL_DESIGN, ACQUISITION, CONFIRMATION, RECOMMENDATION, RANDOM -> {
        designed++;
        if (proposal.source() == Proposal.Source.ACQUISITION) {
          gains.add(proposal.acquisition());
        }
      }
      case REPEAT -> repeat = Optional.empty();
      case OPERATOR -> asked.poll();
    }
  }

  /** Takes one event of its runs. */
  void take(RunEvent event) {
    switch (event) {
      case RunEvent.RunStarted run -> {
        started = run.run().value();
        unfinished = Optional.of(run.run());
        ramped = run.ramp().isPresent();
        steadyAccepted = false;
        undecided = Optional.empty();
      }
      case RunEvent.RunAccepted run -> {
        observed(run.observation());
        steadyAccepted = true;
        if (!ramped) {
          unfinished = Optional.empty();
        }
      }
      case RunEvent.AliquotAccepted aliquot -> observed(aliquot.observation());
      case RunEvent.RampEnded _ -> unfinished = Optional.empty();
      case RunEvent.RunVoided run -> {
        voided++;
        unfinished = Optional.empty();
        latest.ifPresent(proposal -> voided(proposal, run));
      }
      case RunEvent.RunPhaseEntered _ -> {}
      case RunEvent.SteadyStateJudged _ -> {}
      case RunEvent.SampleDrawn _ -> {}
      case RunEvent.AnalysisTaken _ -> {}
      case RunEvent.AliquotDrawn _ -> {}
      case RunEvent.AliquotVoided _ -> {}
    }
  }

  private void observed(Observation observation) {
    observations.add(observation);
    published = List.copyOf(observations);
  }

  private void voided(Proposal proposal, RunEvent.RunVoided run) {
    Conditions conditions = proposal.conditions();
    boolean repeatable = run.cause().map(VoidCause::mayBeRepeated).orElse(false);
    int before = repeats.getOrDefault(conditions, 0);
    if (repeatable && before < MOST_REPEATS) {
      repeats.put(conditions, before + 1);
      repeat =
          Optional.of(new Repeat(conditions, run.run(), run.reason(), before + 2, proposal.ramp()));
      return;
    }
    barred.add(conditions);
    if (run.cause().map(VoidCause::isOfTheConditions).orElse(false)) {
      failed.add(conditions);
    }
  }

  /** Tells whether the campaign has started before. */
  boolean begun() {
    return begun;
  }

  /** Returns all accepted runs and aliquots of ramps, in order. */
  List<Observation> observations() {
    return published;
  }

  /** Returns conditions that were refused or void and shall not be proposed again. */
  List<Conditions> barred() {
    return List.copyOf(barred);
  }

  /** Returns conditions under which the chemistry failed or an interlock tripped. */
  List<Conditions> failed() {
    return List.copyOf(failed);
  }

  /** Returns conditions whose ramp was refused: without one they may be proposed. */
  List<Conditions> steadyOnly() {
    return List.copyOf(steadyOnly);
  }

  /** Returns how many proposals were made, of whatever kind. */
  int proposals() {
    return proposals;
  }

  /** Returns how many of them the proposer made. */
  int designed() {
    return designed;
  }

  /** Returns the expected improvements of the proposer's proposals, in order, in mol/mol. */
  List<Double> gains() {
    return List.copyOf(gains);
  }

  /** Returns how many runs were started. */
  int started() {
    return started;
  }

  /** Returns how many gave an observation, whatever their ramps gave beside. */
  int accepted() {
    return (int) observations.stream().filter(one -> one.ramp().isEmpty()).count();
  }

  /** Returns how many gave no observation. */
  int voided() {
    return voided;
  }

  /** Returns the proposal that was made and whose run has not started. */
  Optional<Undecided> undecided() {
    return undecided;
  }

  /** Returns the proposal that waits to be run or is being run. */
  Optional<Proposal> current() {
    return undecided.map(Undecided::proposal).or(() -> unfinished.flatMap(_ -> latest));
  }

  /** Returns the run that is under way, or was when the journal ends. */
  Optional<RunNumber> unfinished() {
    return unfinished;
  }

  /** Tells whether the run that is under way is accepted already, and only its ramp goes on. */
  boolean isOnlyRampUnfinished() {
    return unfinished.isPresent() && steadyAccepted;
  }

  /** Returns how many aliquots of the latest run's ramp are accepted. */
  int aliquotsOf(RunNumber run) {
    return (int)
        observations.stream()
            .filter(one -> one.run().equals(run) && one.ramp().isPresent())
            .count();
  }

  /** Returns what is to be run again. */
  Optional<Repeat> repeat() {
    return repeat;
  }

  /** Returns what the next proposal starts from, when that was decided. */
  Optional<TakenPredictor> taken() {
    return taken.filter(pin -> pin.index() == proposals).map(CampaignEvent.PredictorTaken::taken);
  }

  /** Returns the operators' next point. */
  Optional<CampaignEvent.PointAsked> asked() {
    return Optional.ofNullable(asked.peek());
  }

  /** Returns all points that operators asked for and that are not proposed yet, in order. */
  List<Conditions> waiting() {
    return asked.stream().map(CampaignEvent.PointAsked::conditions).toList();
  }

  /** Tells whether operators may ask for more points. */
  boolean mayAsk() {
    return asked.size() < MOST_ASKED;
  }

  /** Returns how the campaign ended, when it did. */
  Optional<CampaignEvent.CampaignEnded> ended() {
    return ended;
  }

  /** Returns what the campaign file said last, when the journal tells. */
  Optional<SortedMap<String, String>> settings() {
    return settings;
  }

  /** Returns the seed with which the campaign started. */
  Optional<Long> seed() {
    return seed;
  }

  /** Returns when the campaign started. */
  Optional<Instant> since() {
    return since;
  }
}
