package dev.weir.experiment;

import dev.weir.device.SampleName;
import dev.weir.flow.FeedName;
import dev.weir.flow.FlowPath;
import dev.weir.flow.Setpoints;
import dev.weir.reactor.Command;
import dev.weir.reactor.Cycle;
import dev.weir.reactor.CycleStep;
import dev.weir.reactor.ReactorState;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import dev.weir.units.Volume;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * The cycle's step that performs one run at a time: heat, feed, wash out, prove steady state,
 * sample, await the analysis. Between runs it keeps solvent flowing and the bath at the temperature
 * of the last run. Owned by the control thread.
 */
public final class RunController implements CycleStep {
  private final RunBench bench;
  private Optional<ActiveRun> active = Optional.empty();
  private Optional<RunResult> result = Optional.empty();
  private Temperature restingBath;

  /**
   * Creates an idle controller.
   *
   * @param bench the flow path, the feeds and what happens between runs
   */
  public RunController(RunBench bench) {
    this.bench = bench;
    this.restingBath = bench.safeTemperature();
  }

  @Override
  public String name() {
    return "run";
  }

  /** Tells whether a run can be started. */
  public boolean isIdle() {
    return active.isEmpty() && result.isEmpty();
  }

  /**
   * Starts a run; its intent must be in the journal already.
   *
   * @throws IllegalStateException when a run is under way
   */
  public void start(RunPlan plan, Cycle cycle) {
    if (!isIdle()) {
      throw new IllegalStateException(
          "run " + plan.run() + " cannot start: another one is under way");
    }
    restingBath = plan.setpoints().bath();
    active = Optional.of(new ActiveRun(plan, bench, cycle));
  }

  /** Returns the result of the run that just ended, once. */
  public Optional<RunResult> takeResult() {
    Optional<RunResult> taken = result;
    result = Optional.empty();
    return taken;
  }

  /** Returns what the outside may know of the present run. */
  public Optional<RunStatus> status(Instant now) {
    return active.map(run -> run.status(now));
  }

  @Override
  public void run(Cycle cycle) {
    active.ifPresent(run -> result = advance(run, cycle));
    if (result.isPresent()) {
      active = Optional.empty();
    }
    if (active.isEmpty() && cycle.state() == ReactorState.EXECUTE) {
      cycle.want(rest());
    }
  }

  private static Optional<RunResult> advance(ActiveRun run, Cycle cycle) {
    for (Command command : cycle.commands()) {
      if (command instanceof Command.VoidRun voided) {
        run.abandonBy(voided.origin(), cycle);
      }
    }
    return run.advance(cycle);
  }

  private Setpoints rest() {
    return bench.resting(restingBath);
  }

  /**
   * What a run must know of the bench.
   *
   * @param path volumes from the mixer to the sampling point
   * @param flushFeed the solvent feed
   * @param idleFlow solvent flow between runs
   * @param safeTemperature of the bath before the first run
   * @param washout the residence-time distribution behind the washout test
   * @param composer turns flows into the conditions they give
   */
  public record RunBench(
      FlowPath path,
      FeedName flushFeed,
      FlowRate idleFlow,
      Temperature safeTemperature,
      Washout washout,
      ConditionsOfFlows composer) {

    Setpoints resting(Temperature bath) {
      SortedMap<FeedName, FlowRate> flows = new TreeMap<>();
      flows.put(flushFeed, idleFlow);
      return new Setpoints(flows, bath);
    }
  }

  /** The washout of the flow path, from its residence-time distribution. */
  @FunctionalInterface
  public interface Washout {
    /**
     * Returns, for a total flow, the share of the liquid at the sampling point (0 to 1) that
     * entered within so many seconds.
     */
    DoubleUnaryOperator at(FlowRate totalFlow);
  }

  /** The conditions that flows and a temperature give. */
  @FunctionalInterface
  public interface ConditionsOfFlows {
    /** Returns the conditions. */
    Conditions of(SortedMap<FeedName, FlowRate> flows, Temperature temperature);
  }

  /** Returns the name under which a run's aliquot is analysed. */
  static SampleName sampleOf(RunPlan plan) {
    return new SampleName(plan.campaign() + "-run-" + "%03d".formatted(plan.run().value()));
  }

  /** Returns what was delivered between two states of the delivered volumes. */
  static SortedMap<FeedName, Volume> difference(
      SortedMap<FeedName, Volume> before, SortedMap<FeedName, Volume> after) {
    SortedMap<FeedName, Volume> used = new TreeMap<>();
    after.forEach(
        (feed, volume) ->
            used.put(
                feed,
                new Volume(
                    Math.max(
                        0.0,
                        volume.microlitres()
                            - before.getOrDefault(feed, Volume.ZERO).microlitres()))));
    return used;
  }
}
