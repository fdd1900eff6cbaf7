package dev.weir.campaign;

import dev.weir.journal.Entry;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.TakenPredictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes a campaign's proposal again from what the journal held before it. Pure.
 *
 * <p>Equality is of every component, numbers by their bits, reason included.
 */
public final class ProposalReplay {
  private ProposalReplay() {}

  /**
   * What came of it.
   *
   * @param recorded the proposal as the journal has it
   * @param again the proposal as it is computed now
   */
  public record Replayed(Proposal recorded, Proposal again) {
    /** Tells whether they are the same, to the last bit. */
    public boolean isSame() {
      return recorded.equals(again);
    }
  }

  /** Makes the source of proposers that the campaign had. */
  @FunctionalInterface
  public interface Proposers {
    /**
     * Returns where its proposers come from.
     *
     * @param campaign its name
     * @param terms what the campaign asked for then
     * @param history everything in the journal before the proposal
     */
    ProposerSource of(String campaign, CampaignTerms terms, List<Entry> history);
  }

  /**
   * Computes a proposal again.
   *
   * @param campaign the campaign's name
   * @param number of the proposal, from 1
   * @param entries the journal, in order
   * @param proposers makes the source of its proposers
   * @throws IllegalArgumentException when the journal holds no such proposal, or is older than the
   *     record of the terms that this needs
   */
  public static Replayed of(
      String campaign, int number, Iterable<Entry> entries, Proposers proposers) {
    List<Entry> before = new ArrayList<>();
    Optional<CampaignTerms> terms = Optional.empty();
    for (Entry entry : entries) {
      switch (entry.event()) {
        case CampaignEvent.CampaignStarted start when start.campaign().equals(campaign) ->
            terms = start.terms();
        case CampaignEvent.CampaignChanged change when change.campaign().equals(campaign) ->
            terms = change.terms();
        case CampaignEvent.ProposalMade made
            when made.campaign().equals(campaign) && made.index() + 1 == number -> {
          CampaignTerms then =
              terms.orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the journal was written before campaigns recorded their terms; proposal %d of %s cannot be computed again"
                              .formatted(number, campaign)));
          return new Replayed(
              made.proposal(), again(campaign, then, before, proposers, made.taken()));
        }
        default -> {}
      }
      before.add(entry);
    }
    throw new IllegalArgumentException(
        "the journal holds no proposal %d of a campaign '%s'".formatted(number, campaign));
  }

  private static Proposal again(
      String campaign,
      CampaignTerms terms,
      List<Entry> before,
      Proposers proposers,
      Optional<TakenPredictor> taken) {
    CampaignLedger ledger = CampaignLedger.of(campaign, before);
    long seed =
        ledger
            .seed()
            .orElseThrow(() -> new IllegalArgumentException("the journal does not tell the seed"));
    NextProposal next = new NextProposal(terms, seed, ledger);
    if (next.given().isPresent()) {
      return next.given().get();
    }
    TakenPredictor from = taken.orElseGet(() -> new TakenPredictor.None("none is told"));
    ProposerSource.Equipped equipped =
        proposers.of(campaign, terms, before).again(from, ledger.observations());
    if (!equipped.taken().equals(from)) {
      throw new IllegalArgumentException(
          "the proposal started from %s; now there is %s".formatted(from, equipped.taken()));
    }
    return next.by(equipped.proposer());
  }
}
