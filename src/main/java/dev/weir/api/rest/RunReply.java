package dev.weir.api.rest;

import dev.weir.experiment.Observation;
import dev.weir.experiment.RampAliquot;
import dev.weir.flow.FeedName;
import dev.weir.optimize.Objective;
import dev.weir.records.RunRecord;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One run of a campaign.
 *
 * @param id campaign and number, as used in the address of the run
 * @param campaign the campaign's name
 * @param run number within the campaign, from 1
 * @param status accepted, void or running
 * @param reason why it is void, or the reason of the phase it is in; absent for an accepted one
 * @param requested the conditions that were asked for
 * @param achieved the conditions that were held while the sample was drawn
 * @param outcome what was found
 * @param lossMolPerMol distance from the objective, smaller is better, in mol/mol
 * @param reached whether the objective is met
 * @param steadyState the proof on which the sample was drawn
 * @param sample the aliquot
 * @param startedAt when it started, on the plant's clock
 * @param sampledAt when the sample was drawn
 * @param waitedMin from the start of the feeds until steady state was proven, in min
 * @param used what was delivered
 * @param contentHash SHA-256 of the analysis as it came
 * @param aliquot number of the aliquot within the run; absent for that of the steady state
 * @param aliquots those of the ramp, in order; empty without one
 */
public record RunReply(
    String id,
    String campaign,
    int run,
    String status,
    Optional<String> reason,
    ConditionsReply requested,
    Optional<ConditionsReply> achieved,
    Optional<OutcomeReply> outcome,
    Optional<Double> lossMolPerMol,
    Optional<Boolean> reached,
    Optional<SteadyStateReply> steadyState,
    Optional<String> sample,
    Optional<Instant> startedAt,
    Optional<Instant> sampledAt,
    Optional<Double> waitedMin,
    List<UsedReply> used,
    Optional<String> contentHash,
    Optional<Integer> aliquot,
    List<AliquotReply> aliquots) {
  /**
   * An aliquot of the ramp after the steady state.
   *
   * @param aliquot its number within the run, from 2
   * @param status drawn, accepted or void
   * @param reason why it is void
   * @param sample its name
   * @param sampledAt when it was drawn
   * @param requested the conditions at which it was to be drawn
   * @param achieved what the liquid saw
   * @param outcome what was found; its deviations hold what dispersion on the ramp adds
   * @param lossMolPerMol distance from the objective, smaller is better, in mol/mol
   * @param reached whether the objective is met
   */
  public record AliquotReply(
      int aliquot,
      String status,
      Optional<String> reason,
      Optional<String> sample,
      Optional<Instant> sampledAt,
      Optional<ConditionsReply> requested,
      Optional<ConditionsReply> achieved,
      Optional<OutcomeReply> outcome,
      Optional<Double> lossMolPerMol,
      Optional<Boolean> reached) {
    static AliquotReply of(Objective objective, RunRecord.AliquotRecord aliquot) {
      Optional<Observation> observation = aliquot.observation();
      return new AliquotReply(
          aliquot.number(),
          aliquot.state().name().toLowerCase(Locale.ROOT),
          Optional.of(aliquot.reason()).filter(reason -> !reason.isEmpty()),
          aliquot.sample(),
          aliquot.drawnAt(),
          observation.map(one -> ConditionsReply.of(one.requested())),
          observation.map(one -> ConditionsReply.of(one.achieved())),
          observation.map(one -> OutcomeReply.of(one.outcome())),
          observation.map(one -> objective.loss(one.outcome())),
          observation.map(one -> objective.isReachedBy(one.outcome())));
    }
  }

  /**
   * What was delivered of one feed.
   *
   * @param feed its name
   * @param volumeMl in mL
   */
  public record UsedReply(String feed, double volumeMl) {}

  /** Returns what is to be said of an accepted run. */
  public static RunReply of(String campaign, Objective objective, Observation observation) {
    return new RunReply(
        RunAddress.text(campaign, observation.run().value()),
        campaign,
        observation.run().value(),
        "accepted",
        Optional.empty(),
        ConditionsReply.of(observation.requested()),
        Optional.of(ConditionsReply.of(observation.achieved())),
        Optional.of(OutcomeReply.of(observation.outcome())),
        Optional.of(objective.loss(observation.outcome())),
        Optional.of(objective.isReachedBy(observation.outcome())),
        Optional.of(SteadyStateReply.of(observation.steadyState())),
        Optional.of(observation.sample().text()),
        Optional.of(observation.startedAt()),
        Optional.of(observation.sampledAt()),
        Optional.of(observation.waited().minutes()),
        used(observation.used()),
        Optional.of(observation.contentHash()),
        observation.ramp().map(RampAliquot::number),
        List.of());
  }

  /** Returns what is to be said of a recorded run, whatever became of it. */
  public static RunReply of(Objective objective, RunRecord run) {
    List<AliquotReply> aliquots =
        run.aliquots().stream().map(one -> AliquotReply.of(objective, one)).toList();
    if (run.observation().isPresent()) {
      return of(run.campaign(), objective, run.observation().get()).with(aliquots);
    }
    return new RunReply(
        RunAddress.text(run.campaign(), run.number()),
        run.campaign(),
        run.number(),
        StatusProjection.word(run.state()),
        Optional.of(run.reason()),
        ConditionsReply.of(run.requested()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        run.steadyState().map(SteadyStateReply::of),
        Optional.empty(),
        Optional.of(run.startedAt()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        aliquots);
  }

  private RunReply with(List<AliquotReply> those) {
    return new RunReply(
        id,
        campaign,
        run,
        status,
        reason,
        requested,
        achieved,
        outcome,
        lossMolPerMol,
        reached,
        steadyState,
        sample,
        startedAt,
        sampledAt,
        waitedMin,
        used,
        contentHash,
        aliquot,
        those);
  }

  private static List<UsedReply> used(SortedMap<FeedName, Volume> used) {
    return used.entrySet().stream()
        .map(entry -> new UsedReply(entry.getKey().text(), entry.getValue().microlitres() / 1e3))
        .toList();
  }
}
