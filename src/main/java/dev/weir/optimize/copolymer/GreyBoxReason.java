package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunNumber;
import dev.weir.optimize.Lattice;
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

  /** The facts that the sentence about an improvement rests on. */
  static final class Facts {
    private final Lattice lattice;
    private final Conditions conditions;
    private final List<Observation> observations;
    private final List<Ensemble.Share> shares;
    private final double gain;
    private final Improvement improvement;
    private final double[][] losses;
    private final boolean nothingNew;

    Facts(
        Lattice lattice,
        Conditions conditions,
        List<Observation> observations,
        List<Ensemble.Share> shares,
        double gain,
        Improvement improvement,
        double[][] losses,
        boolean nothingNew) {
      this.lattice = lattice;
      this.conditions = conditions;
      this.observations = observations;
      this.shares = shares;
      this.gain = gain;
      this.improvement = improvement;
      this.losses = losses;
      this.nothingNew = nothingNew;
    }
  }

  static String improvement(Facts facts, Goal goal, Optional<Proposal.Predicted> predicted) {
    return (facts.nothingNew
            ? "every point of the search space has been run, so this is a repeat on purpose; "
            : "")
        + "expected to come "
        + gain(facts.gain)
        + " mol/mol nearer to the objective than the best of "
        + facts.observations.size()
        + " runs, learnt mostly from "
        + heaviest(facts.shares)
        + outcome(predicted)
        + predicted.map(there -> explored(facts, goal, there)).orElse("")
        + nearest(facts);
  }

  private static String explored(Facts facts, Goal goal, Proposal.Predicted there) {
    double[] certain = new double[goal.losses()];
    goal.losses(there.copolymerComposition(), there.conversion(), facts.conditions, certain);
    long explored =
        Math.round(100.0 * facts.improvement.explorationShare(facts.losses, certain[0]));
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

  private static String nearest(Facts facts) {
    Lattice lattice = facts.lattice;
    Optional<Observation> nearest =
        facts.observations.stream()
            .min(
                Comparator.comparingDouble(
                    one -> lattice.distance(one.requested(), facts.conditions)));
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
