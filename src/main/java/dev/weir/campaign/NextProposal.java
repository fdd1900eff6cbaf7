package dev.weir.campaign;

import dev.weir.optimize.Past;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Proposer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proposal that follows from what a campaign knows: the same live, after a restart and when it
 * is computed again from the journal. Reads the ledger when it is made; pure from then on.
 */
final class NextProposal {
  private final CampaignTerms terms;
  private final long seed;
  private final Optional<Proposal> given;
  private final Past past;

  /**
   * The next proposal.
   *
   * @param terms what it depends on, as they are now
   * @param seed of the campaign
   * @param ledger what came of the proposals before
   */
  NextProposal(CampaignTerms terms, long seed, CampaignLedger ledger) {
    this.terms = terms;
    this.seed = seed;
    int learntFrom = ledger.observations().size();
    this.given =
        ledger
            .asked()
            .map(point -> GivenPoints.asked(point, seed, learntFrom))
            .or(
                () ->
                    ledger
                        .repeat()
                        .filter(repeat -> terms.space().contains(repeat.conditions()))
                        .map(repeat -> GivenPoints.repeated(repeat, seed, learntFrom)));
    this.past =
        new Past(
            ledger.observations(),
            ledger.barred(),
            ledger.designed(),
            ledger.failed(),
            OptionalInt.of(Math.max(0, terms.budget() - ledger.started())),
            ledger.steadyOnly());
  }

  /** Returns the operator's own point or the repeat that comes first, when there is one. */
  Optional<Proposal> given() {
    return given;
  }

  /** Computes the proposer's next point; any thread. */
  Proposal by(Proposer proposer) {
    return proposer.propose(terms.space(), terms.objective(), past, seed);
  }
}
