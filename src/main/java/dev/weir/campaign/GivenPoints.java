package dev.weir.campaign;

import dev.weir.optimize.Proposal;
import java.util.Optional;

/** Proposals that no proposer made: operators' own points, and repeats of void runs. Pure. */
final class GivenPoints {
  private GivenPoints() {}

  static Proposal asked(CampaignEvent.PointAsked point, long seed, int observations) {
    return new Proposal(
        point.conditions(),
        Proposal.Source.OPERATOR,
        Optional.empty(),
        0.0,
        seed,
        observations,
        "asked for by %s%s"
            .formatted(point.operator(), point.reason().isBlank() ? "" : ": " + point.reason()),
        Optional.empty(),
        point.ramp());
  }

  static Proposal repeated(CampaignLedger.Repeat repeat, long seed, int observations) {
    return new Proposal(
        repeat.conditions(),
        Proposal.Source.REPEAT,
        Optional.empty(),
        0.0,
        seed,
        observations,
        "the same conditions once more, as run %d of them: run %s was void for no fault of theirs (%s)"
            .formatted(repeat.attempt(), repeat.run(), repeat.reason()),
        Optional.empty(),
        repeat.ramp());
  }
}
