package dev.weir.campaign;

import dev.weir.experiment.Observation;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The proposal that is being computed, in two steps on the {@link ProposalDesk}: what it starts
 * from, which the journal must know first, and then the point. Owned by the control thread.
 */
final class ProposalDraft {
  private final Function<CampaignDescription, ProposerSource> proposers;
  private final ProposalDesk desk;
  private ProposerSource source;
  private Optional<Future<ProposerSource.Equipped>> equipping = Optional.empty();
  private Optional<Future<Proposal>> pending = Optional.empty();

  /**
   * Nothing is computed yet.
   *
   * @param proposers where the proposer of a description comes from
   * @param desk where it computes
   * @param description the campaign
   */
  ProposalDraft(
      Function<CampaignDescription, ProposerSource> proposers,
      ProposalDesk desk,
      CampaignDescription description) {
    this.proposers = proposers;
    this.desk = desk;
    this.source = proposers.apply(description);
  }

  /** What has been computed, once each. */
  sealed interface Step {
    /**
     * What the proposal will start from; {@link #compute} goes on with it.
     *
     * @param equipped the predictor and its proposer
     */
    record Equipped(ProposerSource.Equipped equipped) implements Step {}

    /**
     * The proposal.
     *
     * @param proposal the next point
     */
    record Found(Proposal proposal) implements Step {}

    /**
     * There is none.
     *
     * @param cause what was thrown
     */
    record Failed(Throwable cause) implements Step {}
  }

  /** Drops what is under way: the campaign is described in another way from now on. */
  void describe(CampaignDescription description) {
    source = proposers.apply(description);
    equipping = Optional.empty();
    pending = Optional.empty();
  }

  /** Finds what the next proposal starts from. */
  void begin(CampaignLedger ledger) {
    ProposerSource from = source;
    List<Observation> observations = ledger.observations();
    Optional<TakenPredictor> decided = ledger.taken();
    equipping =
        Optional.of(
            desk.submit(
                () ->
                    decided.isPresent()
                        ? from.again(decided.get(), observations)
                        : from.live(observations)));
  }

  /** Has the point computed. */
  void compute(NextProposal next, ProposerSource.Equipped from) {
    pending = Optional.of(desk.submit(() -> next.by(from.proposer())));
  }

  /** Tells whether nothing is under way. */
  boolean isIdle() {
    return equipping.isEmpty() && pending.isEmpty();
  }

  /** Returns what has been computed since; never waits. */
  Optional<Step> poll() {
    if (equipping.isPresent()) {
      Future<ProposerSource.Equipped> future = equipping.get();
      if (!future.isDone()) {
        return Optional.empty();
      }
      equipping = Optional.empty();
      return Optional.of(
          future.state() == Future.State.SUCCESS
              ? new Step.Equipped(future.resultNow())
              : new Step.Failed(cause(future)));
    }
    if (pending.isEmpty() || !pending.get().isDone()) {
      return Optional.empty();
    }
    Future<Proposal> future = pending.get();
    pending = Optional.empty();
    return Optional.of(
        future.state() == Future.State.SUCCESS
            ? new Step.Found(future.resultNow())
            : new Step.Failed(cause(future)));
  }

  private static Throwable cause(Future<?> future) {
    return future.state() == Future.State.FAILED
        ? future.exceptionNow()
        : new IllegalStateException("the computation was cancelled");
  }
}
