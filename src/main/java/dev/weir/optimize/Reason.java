package dev.weir.optimize;

import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;
import dev.weir.experiment.RunNumber;
import dev.weir.units.Decimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says in one sentence why a point is proposed, in the objective's own units; the parts are for
 * every proposer. Pure.
 */
public final class Reason {
  private static final int DECIMALS = 3;

  private Reason() {}

  /**
   * Returns the reason of a point of the initial design.
   *
   * @param index of the proposal, from 0
   */
  public static String initial(int index, int initialRuns, int observations) {
    return index < initialRuns
        ? "space-filling initial design, point " + (index + 1) + " of " + initialRuns
        : "the initial design goes on with point "
            + (index + 1)
            + ": only "
            + observations
            + " accepted runs to learn from";
  }

  /** Returns the reason of a repeat that confirms runs. */
  public static String confirmation(
      Replicates replicates, int confirmations, Optional<Proposal.Predicted> predicted) {
    return "repeat on purpose of run "
        + numbers(replicates.runs())
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

  /** The facts that the sentence about an improvement rests on. */
  record Facts(
      Lattice lattice,
      Conditions conditions,
      ExpectedImprovement improvement,
      List<Observation> observations,
      boolean nothingNew) {}

  static String improvement(Facts facts, Proposal.Predicted predicted) {
    ExpectedImprovement improvement = facts.improvement();
    Observation best = facts.observations().get(improvement.incumbent());
    long explored = Math.round(100.0 * improvement.explorationShare(facts.conditions()));
    return (facts.nothingNew()
            ? "every point of the search space has been run, so this is a repeat on purpose; "
            : "")
        + "expected to come "
        + gain(improvement.value(facts.conditions()))
        + " mol/mol nearer to the objective than run "
        + best.run()
        + ", the best of "
        + facts.observations().size()
        + " with an expected distance of "
        + molar(improvement.incumbentLoss())
        + " mol/mol"
        + outcome(Optional.of(predicted))
        + "; "
        + (100 - explored)
        + " % of the gain is from what is known, "
        + explored
        + " % from what may be found out"
        + nearest(facts.lattice(), facts.conditions(), facts.observations());
  }

  /** Returns a clause that names the nearest earlier run, if there is one. */
  public static String nearest(
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

  /** Returns a clause that tells the predicted outcome, if there is one. */
  public static String outcome(Optional<Proposal.Predicted> predicted) {
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

  /** Returns a gain in mol/mol, never as zero. */
  public static String gain(double value) {
    double least = Math.pow(10.0, -DECIMALS);
    return value < least ? "less than " + molar(least) : molar(value);
  }

  private static String molar(double value) {
    return Decimal.fixed(value, DECIMALS);
  }

  private static String numbers(List<RunNumber> runs) {
    return runs.stream().map(RunNumber::toString).collect(Collectors.joining(", "));
  }
}
