package dev.weir.experiment;

import dev.weir.device.Analysis;
import dev.weir.device.DeviceReport;
import dev.weir.device.SampleName;
import dev.weir.experiment.RunController.RunBench;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.reactor.AlarmKind;
import dev.weir.reactor.Command;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.ReactorState;
import dev.weir.time.Deadline;
import dev.weir.units.Decimal;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run under way. Its phases: SET (heat under solvent), FLUSH (feeds on, wash out), APPROACH
 * (prove steadiness), SAMPLE (draw the aliquot), ANALYSE (feeds off, await the result). A hold of
 * the reactor sends it back to SET; a stop or a trip voids it. A result that does not come in time
 * is an alarm and parks the reactor; no run is wasted on an analyser that is silent. Owned by the
 * control thread.
 *
 * <p>With a ramp, RAMP stands before ANALYSE. From there on a hold, a stop or a trip ends the ramp
 * only: what is drawn by then is waited for, and what is accepted stays.
 */
final class ActiveRun {
  private static final double SECONDS_PER_NANO = 1e-9;

  /** Source of the alarm about a result that does not come. */
  private static final String ANALYSER = "analyser";

  private final RunPlan plan;
  private final RunBench bench;
  private final SampleName sample;
  private final Feeding feeding;
  private final Instant startedAt;
  private final SortedMap<FeedName, Volume> deliveredBefore;
  private RunPhase phase = RunPhase.SET;
  private Instant phaseSince;
  private Optional<Proof> proof = Optional.empty();
  private Optional<Ending> ending = Optional.empty();
  private final Optional<RampUnderWay> ramp;
  private final RampResults results;
  private Optional<SortedMap<FeedName, Volume>> usedBeforeRamp = Optional.empty();
  private long sampleSequence;

  ActiveRun(RunPlan plan, RunBench bench, Cycle cycle) {
    this.plan = plan;
    this.bench = bench;
    this.sample = RunController.sampleOf(plan);
    this.feeding = new Feeding(plan, bench, bench.washout().at(plan.setpoints().totalFlow()));
    this.startedAt = cycle.now();
    this.phaseSince = cycle.now();
    this.deliveredBefore = new TreeMap<>(cycle.delivered());
    this.ramp = plan.ramp().map(its -> new RampUnderWay(plan, its, bench));
    this.results = new RampResults(plan);
    cycle.append(
        new RunEvent.RunStarted(
            plan.campaign(),
            plan.run(),
            plan.conditions(),
            plan.setpoints(),
            plan.ramp().map(RampPlan::ramp)));
  }

  /** Does one cycle; returns the result once it is on the disk. */
  Optional<RunResult> advance(Cycle cycle) {
    if (ending.isPresent()) {
      Ending end = ending.get();
      if (cycle.isForced(end.sequence())) {
        return Optional.of(end.result());
      }
      rest(cycle);
      return Optional.empty();
    }
    takeReports(cycle);
    if (ending.isEmpty()) {
      followReactor(cycle);
    }
    if (ending.isEmpty() && phase == RunPhase.ANALYSE && isRampDecided()) {
      endRamp("every aliquot that was drawn is analysed", cycle);
    }
    if (ending.isPresent()) {
      rest(cycle);
    }
    return Optional.empty();
  }

  private boolean isRampDecided() {
    return results.steady().isPresent()
        && ramp.filter(its -> its.drawn().stream().allMatch(results::isDecided)).isPresent();
  }

  /** Ends a run that is accepted: its ramp is over, and nothing more is waited for. */
  private void endRamp(String reason, Cycle cycle) {
    RampUnderWay its = ramp.orElseThrow();
    its.over(reason, cycle);
    its.drawn().forEach(drawn -> results.give(drawn, "no result: " + reason, cycle));
    RunEvent.RampEnded ended =
        new RunEvent.RampEnded(plan.campaign(), plan.run(), results.accepted().size(), reason);
    long sequence = cycle.appendForced(ended);
    ending =
        Optional.of(
            new Ending(
                new RunResult.Accepted(
                    results.steady().orElseThrow(),
                    Optional.of(new RunResult.Ramped(results.accepted(), ended))),
                sequence));
    phase = RunPhase.ACCEPTED;
    phaseSince = cycle.now();
  }

  /**
   * Ends the run without a result because an operator says so. While a result is overdue, the
   * analyser is to blame and the conditions may be tried again.
   */
  void abandonBy(Command.Origin origin, Cycle cycle) {
    VoidCause cause = isOverdue(cycle.now()) ? VoidCause.EQUIPMENT : VoidCause.OPERATOR;
    cycle.returnToNormal(AlarmKind.ANALYSER, ANALYSER);
    abandon("voided by %s: %s".formatted(origin.operator(), origin.reason()), cause, cycle);
  }

  /** Ends the run without a result, or only its ramp when the run is accepted already. */
  void abandon(String reason, VoidCause cause, Cycle cycle) {
    if (ending.isEmpty() && results.steady().isPresent()) {
      endRamp(reason, cycle);
    }
    if (ending.isEmpty()) {
      long sequence =
          cycle.appendForced(
              new RunEvent.RunVoided(plan.campaign(), plan.run(), reason, Optional.of(cause)));
      ending = Optional.of(new Ending(new RunResult.Voided(plan.run(), reason, cause), sequence));
      phase = RunPhase.VOID;
      phaseSince = cycle.now();
    }
  }

  RunStatus status(Instant now) {
    return new RunStatus(
        plan.run(),
        phase,
        phaseSince,
        startedAt,
        plan.conditions(),
        remaining(now),
        feeding.judge().map(active -> active.verdict(now)).or(() -> proof.map(Proof::verdict)));
  }

  /** Until the end of the run is on the disk, solvent flows and the bath stays as it is. */
  private void rest(Cycle cycle) {
    if (cycle.state() == ReactorState.EXECUTE) {
      cycle.want(bench.resting(plan.setpoints().bath()));
    }
  }

  private void takeReports(Cycle cycle) {
    for (DeviceReport report : cycle.reports()) {
      switch (report) {
        case DeviceReport.AnalysisArrived arrived -> takeAnalysis(arrived.analysis(), cycle);
        case DeviceReport.AnalysisRefused refused ->
            cycle.raise(AlarmKind.ANALYSER, refused.device().text(), refused.reason());
        case DeviceReport.ReadingTaken ignored -> {}
        case DeviceReport.LinkChanged ignored -> {}
        case DeviceReport.SetpointConfirmed ignored -> {}
        case DeviceReport.LimitsNarrowed ignored -> {}
        case DeviceReport.MadeSafe ignored -> {}
        case DeviceReport.DeviceFault ignored -> {}
      }
    }
  }

  private void followReactor(Cycle cycle) {
    ReactorState state = cycle.state();
    if (state == ReactorState.EXECUTE) {
      perform(cycle);
    } else if (isHold(state)) {
      pause(cycle);
    } else if (ramp.isPresent() && (phase == RunPhase.RAMP || phase == RunPhase.ANALYSE)) {
      awaitWhatIsDrawn(state, cycle);
    } else {
      abandon("the reactor went to " + state, VoidCause.of(state, cycle.trips()), cycle);
    }
  }

  /** The reactor is out of the run's hands, but what is drawn is with the analyser. */
  private void awaitWhatIsDrawn(ReactorState state, Cycle cycle) {
    String reason = "the reactor went to " + state;
    if (phase == RunPhase.RAMP) {
      endOfRamp(ramp.orElseThrow().over(reason, cycle), cycle);
    }
    if (isOverdue(cycle.now())) {
      abandon(reason + ", and a result did not come", VoidCause.of(state, cycle.trips()), cycle);
    } else {
      wantAnalysis(cycle);
    }
  }

  private void endOfRamp(Optional<String> reason, Cycle cycle) {
    reason.ifPresent(
        why -> {
          feeding.endJudging();
          moveTo(RunPhase.ANALYSE, cycle, why);
        });
  }

  private static boolean isHold(ReactorState state) {
    return switch (state) {
      case HOLDING, HELD, UNHOLDING, SUSPENDING, SUSPENDED, UNSUSPENDING -> true;
      case EXECUTE, ABORTING, ABORTED, CLEARING, STOPPED, STARTING, STOPPING -> false;
    };
  }

  private void pause(Cycle cycle) {
    if (phase == RunPhase.RAMP) {
      endOfRamp(ramp.orElseThrow().over("the reactor went to " + cycle.state(), cycle), cycle);
    }
    if (phase == RunPhase.ANALYSE) {
      awaitAnalysis(cycle);
    } else if (phase != RunPhase.SET) {
      feeding.forget();
      ramp.ifPresent(RampUnderWay::forget);
      moveTo(
          RunPhase.SET,
          cycle,
          "the reactor went to " + cycle.state() + "; the contents are unknown");
    }
  }

  private void perform(Cycle cycle) {
    switch (phase) {
      case SET -> heat(cycle);
      case FLUSH -> flush(cycle);
      case APPROACH -> approach(cycle);
      case SAMPLE -> sample(cycle);
      case RAMP -> {
        endOfRamp(ramp.orElseThrow().advance(cycle), cycle);
        wantAnalysis(cycle);
      }
      case ANALYSE -> {
        want(bench.resting(plan.setpoints().bath()), cycle);
        awaitAnalysis(cycle);
      }
      case ACCEPTED, VOID -> {}
    }
  }

  private void heat(Cycle cycle) {
    want(bench.resting(plan.setpoints().bath()), cycle);
    Optional<Temperature> reactor = cycle.values().reactorTemperature();
    double band = plan.settings().temperatureBandKelvins();
    if (reactor.isPresent()
        && Math.abs(reactor.get().celsius() - plan.setpoints().bath().celsius()) <= band) {
      feeding.begin(cycle.now());
      moveTo(
          RunPhase.FLUSH,
          cycle,
          "the reactor is within %s K of %s"
              .formatted(Decimal.shortest(band), plan.setpoints().bath()));
    } else if (elapsed(cycle.now()) > plan.settings().heatingTimeout().seconds()) {
      abandon(
          "the reactor did not come within %s K of %s in %s; last reading %s"
              .formatted(
                  Decimal.shortest(band),
                  plan.setpoints().bath(),
                  plan.settings().heatingTimeout(),
                  reactor.map(value -> value.print(1)).orElse("missing")),
          VoidCause.EQUIPMENT,
          cycle);
    }
  }

  private void flush(Cycle cycle) {
    boolean sampled = feed(cycle);
    Optional<SteadyStateJudge> judge =
        feeding.judge().filter(active -> sampled && active.isWashedOut(cycle.now()));
    judge.ifPresent(
        active ->
            moveTo(
                RunPhase.APPROACH,
                cycle,
                "washed out to " + Decimal.fixed(active.washout(cycle.now()), 3)));
  }

  private void approach(Cycle cycle) {
    boolean sampled = feed(cycle);
    if (feeding.judge().isEmpty() || !(sampled || isLate(cycle))) {
      return;
    }
    SteadyStateJudge active = feeding.judge().get();
    if (!active.isWashedOut(cycle.now())) {
      moveTo(RunPhase.FLUSH, cycle, "the conditions were disturbed");
      return;
    }
    SteadyState verdict = active.verdict(cycle.now());
    if (verdict.proven()) {
      draw(verdict, cycle);
    } else if (isLate(cycle)) {
      cycle.append(new RunEvent.SteadyStateJudged(plan.campaign(), plan.run(), verdict));
      abandon(
          "no steady state within %s after the washout: %s"
              .formatted(plan.settings().approachTimeout(), verdict.reason()),
          VoidCause.CHEMISTRY,
          cycle);
    }
  }

  private boolean isLate(Cycle cycle) {
    return elapsed(cycle.now()) > plan.settings().approachTimeout().seconds();
  }

  private void draw(SteadyState verdict, Cycle cycle) {
    cycle.append(new RunEvent.SteadyStateJudged(plan.campaign(), plan.run(), verdict));
    sampleSequence =
        cycle.appendForced(new RunEvent.SampleDrawn(plan.campaign(), plan.run(), sample));
    ramp.ifPresent(
        its -> {
          its.steadyDrawn(cycle);
          usedBeforeRamp =
              Optional.of(RunController.difference(deliveredBefore, cycle.delivered()));
        });
    Instant feedStart = feeding.since().orElse(startedAt);
    proof =
        Optional.of(
            new Proof(
                verdict,
                achieved(cycle),
                cycle.now(),
                new TimeSpan(seconds(feedStart, cycle.now()))));
    moveTo(RunPhase.SAMPLE, cycle, verdict.reason());
  }

  private Conditions achieved(Cycle cycle) {
    SortedMap<FeedName, FlowRate> flows = new TreeMap<>();
    plan.setpoints()
        .flows()
        .forEach((feed, wanted) -> flows.put(feed, cycle.values().flow(feed).orElse(wanted)));
    double celsius = feeding.meanCelsius().orElse(plan.setpoints().bath().celsius());
    return bench.composer().of(flows, new Temperature(celsius));
  }

  private void sample(Cycle cycle) {
    want(plan.setpoints(), cycle);
    ramp.ifPresent(its -> its.observe(cycle));
    if (cycle.isForced(sampleSequence)) {
      cycle.wantAnalysis(sample);
    }
    if (elapsed(cycle.now()) >= plan.settings().sampling().seconds()) {
      feeding.endJudging();
      if (ramp.isPresent()) {
        ramp.get().begin(cycle.now());
        moveTo(RunPhase.RAMP, cycle, "the steady aliquot is drawn");
      } else {
        moveTo(RunPhase.ANALYSE, cycle, "the aliquot is drawn");
      }
    }
  }

  /**
   * Asks for what was drawn last: an analyser that knows one sample at a time is never asked for an
   * earlier one again, since other liquid is at the sampling point by then.
   */
  private void wantAnalysis(Cycle cycle) {
    Optional<RampUnderWay.Drawn> latest =
        ramp.flatMap(RampUnderWay::latest).filter(drawn -> cycle.isForced(drawn.sequence()));
    cycle.wantAnalysis(latest.map(RampUnderWay.Drawn::sample).orElse(sample));
  }

  private void awaitAnalysis(Cycle cycle) {
    wantAnalysis(cycle);
    if (isOverdue(cycle.now())) {
      String reason =
          "no result for %s within %s; the reactor is parked until it comes, or the run is voided"
              .formatted(missing(), plan.settings().analysisTimeout());
      cycle.raise(AlarmKind.ANALYSER, ANALYSER, reason);
      cycle.suspend(reason);
    }
  }

  /** Returns the aliquot that is waited for longest. */
  private SampleName missing() {
    return results.steady().isEmpty()
        ? sample
        : ramp.stream()
            .flatMap(its -> its.drawn().stream())
            .filter(drawn -> !results.isDecided(drawn))
            .map(RampUnderWay.Drawn::sample)
            .findFirst()
            .orElse(sample);
  }

  private boolean isOverdue(Instant now) {
    return phase == RunPhase.ANALYSE && elapsed(now) > plan.settings().analysisTimeout().seconds();
  }

  private void takeAnalysis(Analysis analysis, Cycle cycle) {
    if (proof.isEmpty() || ending.isPresent()) {
      return;
    }
    Optional<RampUnderWay.Drawn> drawn = ramp.flatMap(its -> its.of(analysis));
    if (drawn.isPresent()) {
      results.take(drawn.get(), analysis, cycle);
      cycle.returnToNormal(AlarmKind.ANALYSER, ANALYSER);
      return;
    }
    if (!analysis.sample().equals(sample) || results.steady().isPresent()) {
      return;
    }
    cycle.append(new RunEvent.AnalysisTaken(plan.campaign(), plan.run(), analysis));
    cycle.returnToNormal(AlarmKind.ANALYSER, ANALYSER);
    switch (OutcomeOfAnalysis.of(analysis, plan, proof.get().achieved())) {
      case OutcomeOfAnalysis.Unusable(String reason, VoidCause cause) ->
          abandon(reason, cause, cycle);
      case OutcomeOfAnalysis.Usable(Outcome outcome) -> accept(outcome, analysis, cycle);
    }
  }

  private void accept(Outcome outcome, Analysis analysis, Cycle cycle) {
    Proof proven = proof.orElseThrow();
    Observation observation =
        new Observation(
            plan.run(),
            plan.conditions(),
            proven.achieved(),
            outcome,
            proven.verdict(),
            sample,
            startedAt,
            proven.at(),
            proven.waited(),
            usedBeforeRamp.orElseGet(
                () -> RunController.difference(deliveredBefore, cycle.delivered())),
            analysis.contentHash());
    long sequence = cycle.appendForced(new RunEvent.RunAccepted(plan.campaign(), observation));
    if (ramp.isPresent()) {
      results.steadyAccepted(observation, cycle);
      return;
    }
    ending =
        Optional.of(new Ending(new RunResult.Accepted(observation, Optional.empty()), sequence));
    phase = RunPhase.ACCEPTED;
    phaseSince = cycle.now();
  }

  /**
   * Holds the run's set-points and watches them; tells whether the judge took a sample in this
   * cycle.
   */
  private boolean feed(Cycle cycle) {
    want(plan.setpoints(), cycle);
    ramp.ifPresent(its -> its.observe(cycle));
    return feeding.observe(cycle);
  }

  private void want(Setpoints setpoints, Cycle cycle) {
    cycle
        .want(setpoints)
        .ifPresent(refusal -> abandon("set-points refused: " + refusal, VoidCause.LIMIT, cycle));
  }

  private void moveTo(RunPhase next, Cycle cycle, String reason) {
    cycle.append(new RunEvent.RunPhaseEntered(plan.campaign(), plan.run(), next, reason));
    phase = next;
    phaseSince = cycle.now();
  }

  private Optional<Duration> remaining(Instant now) {
    Optional<Instant> end =
        switch (phase) {
          case FLUSH -> Optional.of(feeding.expectedWashout(phaseSince));
          case APPROACH -> Optional.of(phaseSince.plus(plan.settings().window().toDuration()));
          case SAMPLE -> Optional.of(phaseSince.plus(plan.settings().sampling().toDuration()));
          case RAMP -> ramp.map(RampUnderWay::expectedEnd);
          case SET, ANALYSE, ACCEPTED, VOID -> Optional.empty();
        };
    return end.map(due -> new Deadline(due).left(now));
  }

  private double elapsed(Instant now) {
    return seconds(phaseSince, now);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() * SECONDS_PER_NANO;
  }

  /**
   * What is known when the aliquot is drawn.
   *
   * @param verdict the proof of steady state
   * @param achieved conditions by the process values
   * @param at when
   * @param waited since the feeds started
   */
  private record Proof(SteadyState verdict, Conditions achieved, Instant at, TimeSpan waited) {}

  /**
   * The end of the run, waiting for the disk.
   *
   * @param result how it ended
   * @param sequence the event that must be forced first
   */
  private record Ending(RunResult result, long sequence) {}
}
