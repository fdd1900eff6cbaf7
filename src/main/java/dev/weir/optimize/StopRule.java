package dev.weir.optimize;

import dev.weir.experiment.Observation;
import dev.weir.units.Decimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When a campaign ends. Pure functions of what is known; any thread. */
public sealed interface StopRule {
  /**
   * Returns why the campaign shall end, or nothing.
   *
   * @param objective what is wanted
   * @param observations all accepted runs so far, in order
   * @param budget what may be spent
   */
  Optional<StopVerdict> judge(Objective objective, List<Observation> observations, Budget budget);

  /** Returns the verdict of the first rule that has one. */
  static Optional<StopVerdict> first(
      List<StopRule> rules, Objective objective, List<Observation> observations, Budget budget) {
    return rules.stream()
        .flatMap(rule -> rule.judge(objective, observations, budget).stream())
        .findFirst();
  }

  /**
   * Ends when a point reached the objective and its repeats confirm it: the mean of all accepted
   * runs of these requested conditions is within the tolerance and above the floor.
   *
   * @param confirmations repeats asked for after the first run, from 0
   */
  record TargetReached(int confirmations) implements StopRule {
    /** Rejects negative counts. */
    public TargetReached {
      if (confirmations < 0) {
        throw new IllegalArgumentException(
            "confirmations must not be negative, was " + confirmations);
      }
    }

    @Override
    public Optional<StopVerdict> judge(
        Objective objective, List<Observation> observations, Budget budget) {
      return Replicates.reaching(objective, observations).stream()
          .filter(replicates -> replicates.count() > confirmations)
          .findFirst()
          .map(replicates -> new StopVerdict(true, reason(objective, replicates)));
    }

    private static String reason(Objective objective, Replicates replicates) {
      return "objective reached by run "
          + replicates.runs().getFirst()
          + (replicates.count() > 1
              ? " and " + (replicates.count() - 1) + " repeats, on average"
              : "")
          + ": "
          + outcome(objective, replicates.copolymerComposition(), replicates.conversion());
    }
  }

  /** Ends when as many runs were started as the budget allows; never a success. */
  record BudgetUsed() implements StopRule {
    @Override
    public Optional<StopVerdict> judge(
        Objective objective, List<Observation> observations, Budget budget) {
      if (budget.started() < budget.runs()) {
        return Optional.empty();
      }
      return Optional.of(
          new StopVerdict(
              false,
              "budget of " + budget.runs() + " runs used up; " + best(objective, observations)));
    }
  }

  /**
   * Ends when the best measured loss has hardly become less for a while; never a success.
   *
   * @param runs how many accepted runs in a row, at least 1
   * @param leastGain improvement over all of them that counts, in mol/mol, zero or more
   */
  record NoImprovement(int runs, double leastGain) implements StopRule {
    /** Rejects empty spans and negative gains. */
    public NoImprovement {
      if (runs < 1) {
        throw new IllegalArgumentException("need at least 1 run without improvement, was " + runs);
      }
      if (!(leastGain >= 0.0) || !Double.isFinite(leastGain)) {
        throw new IllegalArgumentException(
            "least gain must be finite and >= 0 mol/mol, was " + leastGain);
      }
    }

    @Override
    public Optional<StopVerdict> judge(
        Objective objective, List<Observation> observations, Budget budget) {
      int before = observations.size() - runs;
      if (before < 1) {
        return Optional.empty();
      }
      double gain =
          leastLoss(objective, observations.subList(0, before))
              - leastLoss(objective, observations);
      if (gain > leastGain) {
        return Optional.empty();
      }
      return Optional.of(
          new StopVerdict(
              false,
              "the last "
                  + runs
                  + " accepted runs came "
                  + Decimal.fixed(gain, DECIMALS)
                  + " mol/mol nearer to the objective, which is not more than "
                  + Decimal.shortest(leastGain)
                  + " mol/mol; "
                  + best(objective, observations)));
    }

    private static double leastLoss(Objective objective, List<Observation> observations) {
      return observations.stream()
          .mapToDouble(observation -> objective.loss(observation.outcome()))
          .min()
          .orElseThrow();
    }
  }

  /** Decimals of mole fractions in reasons. */
  int DECIMALS = 3;

  private static String best(Objective objective, List<Observation> observations) {
    return observations.stream()
        .min(Comparator.comparingDouble(observation -> objective.loss(observation.outcome())))
        .map(
            observation ->
                "nearest was run "
                    + observation.run()
                    + ": "
                    + outcome(
                        objective,
                        observation.outcome().copolymerComposition(),
                        observation.outcome().conversion()))
        .orElse("no run was accepted");
  }

  private static String outcome(
      Objective objective, double copolymerComposition, double conversion) {
    return "F1 "
        + Decimal.fixed(copolymerComposition, DECIMALS)
        + " mol/mol (wanted "
        + Decimal.shortest(objective.target().value())
        + " ± "
        + Decimal.shortest(objective.tolerance())
        + "), X "
        + Decimal.fixed(conversion, DECIMALS)
        + " mol/mol (wanted at least "
        + Decimal.shortest(objective.conversionFloor())
        + ")";
  }
}
