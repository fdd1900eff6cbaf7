package dev.weir.campaign;

import dev.weir.experiment.Observation;
import dev.weir.experiment.Outcome;
import dev.weir.optimize.Basis;
import dev.weir.optimize.Objective;
import dev.weir.optimize.Proposal;
import dev.weir.optimize.Replicates;
import dev.weir.optimize.stop.Aim;
import dev.weir.optimize.stop.StopFacts;
import dev.weir.optimize.stop.StopTerm;
import dev.weir.optimize.stop.StopVerdict;
import dev.weir.units.Decimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a campaign shall end, by the terms of its description and its budget. Pure; any thread.
 *
 * @param objective what is wanted
 * @param terms every term, that of the budget included
 */
record CampaignEnd(Objective objective, List<StopTerm> terms) {
  private static final int DECIMALS = 3;

  CampaignEnd {
    terms = List.copyOf(terms);
  }

  static CampaignEnd of(CampaignDescription description) {
    List<StopTerm> terms = new ArrayList<>(description.stopTerms());
    terms.add(new StopTerm.RunsUsed(description.budget()));
    return new CampaignEnd(description.objective(), terms);
  }

  /** Judges by what the runs have come to. */
  Optional<StopVerdict> afterRuns(CampaignLedger ledger, Instant now) {
    return StopTerm.first(terms, aim(), facts(ledger, now, Optional.empty()));
  }

  /** Judges by a proposal, before it is run. */
  Optional<StopVerdict> before(Proposal next, CampaignLedger ledger, Instant now) {
    return StopTerm.first(
        terms, aim(), facts(ledger, now, Optional.empty()).with(forecast(next, ledger.gains())));
  }

  /**
   * Judges by the time that a run takes.
   *
   * @param least how long it takes at least
   */
  Optional<StopVerdict> beforeRun(Duration least, CampaignLedger ledger, Instant now) {
    return StopTerm.first(timed(), aim(), facts(ledger, now, Optional.of(least)));
  }

  /** Judges by the time alone. */
  Optional<StopVerdict> byTime(CampaignLedger ledger, Instant now) {
    List<StopTerm> timed = timed();
    return timed.isEmpty()
        ? Optional.empty()
        : StopTerm.first(timed, aim(), facts(ledger, now, Optional.empty()));
  }

  /**
   * Tells whether what has been learnt may still say that the aim was reached: then it is asked
   * once more before a campaign ends without success.
   */
  boolean mayBeSure(CampaignLedger ledger) {
    return !ledger.observations().isEmpty()
        && terms.stream().anyMatch(StopTerm.Surely.class::isInstance);
  }

  /** Returns the time that the campaign may take, when it has a limit. */
  Optional<Duration> time() {
    return terms.stream()
        .filter(StopTerm.TimeUsed.class::isInstance)
        .map(term -> ((StopTerm.TimeUsed) term).most())
        .findFirst();
  }

  private List<StopTerm> timed() {
    return terms.stream().filter(StopTerm.TimeUsed.class::isInstance).toList();
  }

  private Aim aim() {
    return new Aim(
        "objective",
        "F1 %s ± %s mol/mol with X of at least %s mol/mol"
            .formatted(
                Decimal.shortest(objective.target().value()),
                Decimal.shortest(objective.tolerance()),
                Decimal.shortest(objective.conversionFloor())),
        "mol/mol");
  }

  private StopFacts facts(CampaignLedger ledger, Instant now, Optional<Duration> next) {
    List<Observation> observations = ledger.observations();
    return new StopFacts(
        new StopFacts.Spent(
            ledger.started(), ledger.since().map(since -> Duration.between(since, now)), next),
        new StopFacts.Runs(
            Replicates.reaching(objective, observations).stream().map(this::reaching).toList(),
            observations.stream().map(one -> objective.loss(one.outcome())).toList(),
            nearest(observations)),
        Optional.empty());
  }

  private StopFacts.Reaching reaching(Replicates point) {
    return new StopFacts.Reaching(
        point.runs().getFirst().value(),
        point.count(),
        outcome(point.copolymerComposition(), point.conversion()));
  }

  private String nearest(List<Observation> observations) {
    return observations.stream()
        .min(Comparator.comparingDouble(one -> objective.loss(one.outcome())))
        .map(
            one -> {
              Outcome outcome = one.outcome();
              return "nearest was run %s: %s"
                  .formatted(
                      one.run(), outcome(outcome.copolymerComposition(), outcome.conversion()));
            })
        .orElse("no run was accepted");
  }

  private String outcome(double copolymerComposition, double conversion) {
    return "F1 %s mol/mol (wanted %s ± %s), X %s mol/mol (wanted at least %s)"
        .formatted(
            Decimal.fixed(copolymerComposition, DECIMALS),
            Decimal.shortest(objective.target().value()),
            Decimal.shortest(objective.tolerance()),
            Decimal.fixed(conversion, DECIMALS),
            Decimal.shortest(objective.conversionFloor()));
  }

  private static StopFacts.Forecast forecast(Proposal next, List<Double> earlier) {
    List<Double> gains = new ArrayList<>();
    if (next.source() == Proposal.Source.ACQUISITION) {
      gains.addAll(earlier);
      gains.add(next.acquisition());
    }
    return new StopFacts.Forecast(
        next.observations(),
        next.basis()
            .flatMap(Basis::believed)
            .map(run -> new StopFacts.Surest(run.run().value(), run.probability())),
        gains,
        next.basis()
            .map(
                basis ->
                    new StopFacts.Chance(basis.best().probability(), "reaches the objective")));
  }
}
