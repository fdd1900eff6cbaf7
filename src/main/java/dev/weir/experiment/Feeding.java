package dev.weir.experiment;

import dev.weir.experiment.RunController.RunBench;
import dev.weir.reactor.Cycle;
import dev.weir.units.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The feeds of a run as they flow: since when, undisturbed since when, and whether the state is
 * steady. Nothing is known of it before it begins and after it is forgotten. Owned by the control
 * thread.
 */
final class Feeding {
  /** So long after the feeds start the pumps may still come to their set-points. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final int HALVINGS = 20;

  private final RunPlan plan;
  private final RunBench bench;
  private final DoubleUnaryOperator washout;
  private Optional<Instant> since = Optional.empty();
  private Optional<SteadyStateJudge> judge = Optional.empty();

  /**
   * The feeds of a run that do not flow yet.
   *
   * @param washout share of the contents that entered under these conditions, over seconds
   */
  Feeding(RunPlan plan, RunBench bench, DoubleUnaryOperator washout) {
    this.plan = plan;
    this.bench = bench;
    this.washout = washout;
  }

  /** The feeds start. */
  void begin(Instant now) {
    since = Optional.of(now);
    judge =
        Optional.of(new SteadyStateJudge(plan.settings(), plan.setpoints().bath(), washout, now));
  }

  /** The state is judged no more. */
  void endJudging() {
    judge = Optional.empty();
  }

  /** The contents are unknown. */
  void forget() {
    judge = Optional.empty();
    since = Optional.empty();
  }

  /** Watches one cycle; tells whether the judge took a sample in it. */
  boolean observe(Cycle cycle) {
    if (judge.isEmpty() || since.isEmpty()) {
      return false;
    }
    SteadyStateJudge active = judge.get();
    boolean settles = Duration.between(since.get(), cycle.now()).compareTo(SETTLING) < 0;
    double band = plan.settings().temperatureBandKelvins();
    if (settles || Disturbance.of(plan.setpoints(), band, cycle.values()).isPresent()) {
      active.disturbed(cycle.now());
      return false;
    }
    return active.observe(cycle.values(), cycle.now());
  }

  /** Returns who judges the state while the feeds flow. */
  Optional<SteadyStateJudge> judge() {
    return judge;
  }

  /** Returns the mean temperature that was judged, in °C. */
  OptionalDouble meanCelsius() {
    return judge.map(SteadyStateJudge::meanCelsius).orElse(OptionalDouble.empty());
  }

  /** Returns since when the feeds flow. */
  Optional<Instant> since() {
    return since;
  }

  /** Returns when the contents will be washed out, if nothing disturbs it. */
  Instant expectedWashout(Instant otherwise) {
    Instant from = judge.map(SteadyStateJudge::undisturbedSince).orElse(otherwise);
    return from.plus(washoutTime().toDuration());
  }

  private TimeSpan washoutTime() {
    double mean = bench.path().total().at(plan.setpoints().totalFlow()).seconds();
    double wanted = plan.settings().washout();
    double low = 0.0;
    double high = mean;
    while (washout.applyAsDouble(high) < wanted && high < 100.0 * mean) {
      low = high;
      high *= 2.0;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (low + high);
      if (washout.applyAsDouble(middle) < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new TimeSpan(high);
  }
}
