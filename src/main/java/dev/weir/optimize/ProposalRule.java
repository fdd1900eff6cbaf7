package dev.weir.optimize;

import dev.weir.units.Decimal;
import java.util.List;
import java.util.Optional;

/**
 * When a campaign ends because of what its next proposal says: judged before the proposal is run.
 * Pure functions of what is known; any thread. A proposal without a basis ends nothing.
 */
public sealed interface ProposalRule {
  /**
   * Returns why the campaign shall end instead of running a proposal, or nothing.
   *
   * @param objective what is wanted
   * @param next the proposal
   * @param gains expected improvements of the earlier proposals, in order, in mol/mol
   */
  Optional<StopVerdict> judge(Objective objective, Proposal next, List<Double> gains);

  /** Returns the verdict of the first rule that has one. */
  static Optional<StopVerdict> first(
      List<ProposalRule> rules, Objective objective, Proposal next, List<Double> gains) {
    return rules.stream().flatMap(rule -> rule.judge(objective, next, gains).stream()).findFirst();
  }

  /**
   * Ends when the conditions of a run reach the objective in truth, noise taken off, with at least
   * a given probability.
   *
   * @param probability between 0 and 1
   */
  record Confident(double probability) implements ProposalRule {
    /** Rejects probabilities that promise nothing or cannot be had. */
    public Confident {
      between(probability);
    }

    @Override
    public Optional<StopVerdict> judge(Objective objective, Proposal next, List<Double> gains) {
      return next.basis()
          .flatMap(Basis::believed)
          .filter(believed -> believed.probability() >= probability)
          .map(
              believed ->
                  new StopVerdict(
                      true,
                      "objective reached by run %s with a probability of %s, at least %s was wanted; F1 %s ± %s mol/mol with X of at least %s mol/mol"
                          .formatted(
                              believed.run(),
                              Decimal.fixed(believed.probability(), DECIMALS),
                              Decimal.shortest(probability),
                              Decimal.shortest(objective.target().value()),
                              Decimal.shortest(objective.tolerance()),
                              Decimal.shortest(objective.conversionFloor()))));
    }
  }

  /**
   * Ends when the next run and those before it promised too little; never a success.
   *
   * @param leastGain expected improvement that is worth a run, in mol/mol, above 0
   * @param inARow how many proposals in a row must promise less, at least 1
   */
  record NotWorthARun(double leastGain, int inARow) implements ProposalRule {
    /** Rejects gains that are always or never enough. */
    public NotWorthARun {
      if (!(leastGain > 0.0) || !Double.isFinite(leastGain)) {
        throw new IllegalArgumentException(
            "worth of a run must be finite and > 0 mol/mol, was " + leastGain);
      }
      if (inARow < 1) {
        throw new IllegalArgumentException("need at least 1 proposal, was " + inARow);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Objective objective, Proposal next, List<Double> gains) {
      boolean learnt = next.source() == Proposal.Source.ACQUISITION;
      int earlier = inARow - 1;
      if (!learnt || gains.size() < earlier || next.acquisition() >= leastGain) {
        return Optional.empty();
      }
      List<Double> last = gains.subList(gains.size() - earlier, gains.size());
      if (last.stream().anyMatch(gain -> gain >= leastGain)) {
        return Optional.empty();
      }
      return Optional.of(
          new StopVerdict(
              false,
              "the next run is expected to come %s mol/mol nearer to the objective, less than the %s mol/mol that a run is worth, for %d proposals in a row"
                  .formatted(
                      Decimal.fixed(next.acquisition(), FINE_DECIMALS),
                      Decimal.shortest(leastGain),
                      inARow)));
    }
  }

  /**
   * Ends when nowhere in the space the objective is likely to be reached; never a success.
   *
   * @param probability below which it is not, between 0 and 1
   * @param leastRuns accepted runs that must speak first, at least 1
   */
  record Hopeless(double probability, int leastRuns) implements ProposalRule {
    /** Rejects probabilities that promise nothing or cannot be had, and verdicts from nothing. */
    public Hopeless {
      between(probability);
      if (leastRuns < 1) {
        throw new IllegalArgumentException("need at least 1 run, was " + leastRuns);
      }
    }

    @Override
    public Optional<StopVerdict> judge(Objective objective, Proposal next, List<Double> gains) {
      return next.basis()
          .filter(_ -> next.observations() >= leastRuns)
          .filter(basis -> basis.best().probability() < probability)
          .map(
              basis ->
                  new StopVerdict(
                      false,
                      "after %d runs the objective is not to be reached in this search space: at the best point its probability is %s, below %s"
                          .formatted(
                              next.observations(),
                              Decimal.fixed(basis.best().probability(), DECIMALS),
                              Decimal.shortest(probability))));
    }
  }

  /** Decimals of probabilities in reasons. */
  int DECIMALS = 3;

  /** Decimals of expected improvements in reasons. */
  int FINE_DECIMALS = 5;

  private static void between(double probability) {
    if (!(probability > 0.0 && probability < 1.0)) {
      throw new IllegalArgumentException("probability must be between 0 and 1, was " + probability);
    }
  }
}
