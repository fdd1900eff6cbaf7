package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunNumber;
import dev.weir.optimize.Lattice;
import dev.weir.optimize.Past;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Replicates;
import dev.weir.optimize.SearchSpace;
import dev.weir.units.Decimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one sentence why a point is proposed, in the objective's own units. */
final class GreyBoxReason {
  private static final int DECIMALS = 3;

  private GreyBoxReason() {}

  static String initial(int index, int initialRuns, int observations) {
    return index < initialRuns
        ? "space-filling initial design, point " + (index + 1) + " of " + initialRuns
        : "the initial design goes on with point "
            + (index + 1)
            + ": only "
            + observations
            + " accepted runs to learn from";
  }

  static String confirmation(
      Replicates replicates, int confirmations, Optional<Proposal.Predicted> predicted) {
    return "repeat on purpose of run "
        + replicates.runs().stream().map(RunNumber::toString).collect(Collectors.joining(", "))
        + ", which reached the objective with F1 "
        + molar(replicates.copolymerComposition())
        + " and X "
        + molar(replicates.conversion())
        + " mol/mol: confirmation "
        + replicates.count()
        + " of "
        + confirmations
        + outcome(predicted);
  }

  static String recommended(
      int left, List<Ensemble.Share> shares, Optional<Proposal.Predicted> predicted) {
    return "the recommended conditions, run with "
        + (left == 1 ? "the last run" : "the last " + left + " runs")
        + " of the budget to see them confirmed; learnt mostly from "
        + heaviest(shares)
        + outcome(predicted);
  }

  static String improvement(
      Survey survey, Conditions conditions, Past past, Optional<Proposal.Predicted> predicted) {
    return (survey.nothingNew()
            ? "every point of the search space has been run, so this is a repeat on purpose; "
            : "")
        + "expected to come "
        + gain(survey.gain(conditions))
        + " mol/mol nearer to the objective than the best of "
        + past.observations().size()
        + " runs, learnt mostly from "
        + heaviest(survey.ensemble().shares())
        + outcome(predicted)
        + predicted.map(there -> explored(survey, conditions, there)).orElse("")
        + nearest(survey.lattice(), conditions, past.observations());
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

  private static String nearest(
      Lattice lattice, Conditions conditions, List<Observation> observations) {
    Optional<Observation> nearest =
        observations.stream()
            .min(Comparator.comparingDouble(one -> lattice.distance(one.requested(), conditions)));
    if (nearest.isEmpty()) {
      return "";
    }
    double[] values = lattice.space().values(nearest.get().requested());
    StringBuilder text =
        new StringBuilder("; nearest earlier run ").append(nearest.get().run()).append(" at ");
    for (int k = 0; k < values.length; k++) {
      SearchSpace.Quantity quantity = lattice.space().variables().get(k).quantity();
      text.append(k == 0 ? "" : ", ")
          .append(quantity.word())
          .append(' ')
          .append(Decimal.shortest(values[k]))
          .append(' ')
          .append(quantity.unit());
    }
    return text.toString();
  }

  private static String outcome(Optional<Proposal.Predicted> predicted) {
    return predicted
        .map(
            there ->
                "; predicted F1 "
                    + molar(there.copolymerComposition())
                    + " ± "
                    + molar(there.copolymerCompositionDeviation())
                    + " mol/mol, X "
                    + molar(there.conversion())
                    + " ± "
                    + molar(there.conversionDeviation())
                    + " mol/mol (one standard deviation)")
        .orElse("");
  }

  private static String gain(double value) {
    double least = Math.pow(10.0, -DECIMALS);
    return value < least ? "less than " + molar(least) : molar(value);
  }

  private static String molar(double value) {
    return Decimal.fixed(value, DECIMALS);
  }
}
