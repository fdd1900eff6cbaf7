package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.optimize.Past;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The sentences that only a grey box can say: what it has learnt mostly from. */
final class GreyBoxReason {
  private GreyBoxReason() {}

  static String recommended(
      int left, List<Ensemble.Share> shares, Optional<Proposal.Predicted> predicted) {
    return "the recommended conditions, run with "
        + (left == 1 ? "the last run" : "the last " + left + " runs")
        + " of the budget to see them confirmed; learnt mostly from "
        + heaviest(shares)
        + Reason.outcome(predicted);
  }

  static String improvement(
      Survey survey, Conditions conditions, Past past, Optional<Proposal.Predicted> predicted) {
    return (survey.nothingNew()
            ? "every point of the search space has been run, so this is a repeat on purpose; "
            : "")
        + "expected to come "
        + Reason.gain(survey.gain(conditions))
        + " mol/mol nearer to the objective than the best of "
        + past.observations().size()
        + " runs, learnt mostly from "
        + heaviest(survey.ensemble().shares())
        + Reason.outcome(predicted)
        + predicted.map(there -> explored(survey, conditions, there)).orElse("")
        + Reason.nearest(survey.lattice(), conditions, past.observations());
  }

  private static String explored(Survey survey, Conditions conditions, Proposal.Predicted there) {
    double[] certain = new double[survey.ensemble().goal().losses()];
    survey
        .ensemble()
        .goal()
        .losses(there.copolymerComposition(), there.conversion(), conditions, certain);
    long explored = Math.round(100.0 * survey.explorationShare(conditions, certain[0]));
    return "; "
        + (100 - explored)
        + " % of the gain is from what is known, "
        + explored
        + " % from what may be found out";
  }

  private static String heaviest(List<Ensemble.Share> shares) {
    Ensemble.Share most =
        shares.stream().max(Comparator.comparingDouble(Ensemble.Share::weight)).orElseThrow();
    return "the layer '" + most.layer() + "' (" + Math.round(100.0 * most.weight()) + " %)";
  }
}
