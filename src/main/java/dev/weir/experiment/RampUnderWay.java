package dev.weir.experiment;

import dev.weir.device.Analysis;
import dev.weir.device.SampleName;
import dev.weir.experiment.RunController.RunBench;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.reactor.Cycle;
import dev.weir.units.TimeSpan;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ramp of a run: keeps the history of the flows from the washout on, gives the set-points, and
 * draws each aliquot when liquid of its residence time is at the sampling point. An aliquot once
 * drawn stays, whatever happens to the flows afterwards. Owned by the control thread.
 */
final class RampUnderWay {
  /** How long after the last set-point aliquots are waited for, as a share of the ramp; assumed. */
  private static final double GRACE = 0.25;

  /** So long a feed or the temperature may be off before the ramp ends. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final RunPlan plan;
  private final RampPlan ramp;
  private final RunBench bench;
  private final List<Drawn> drawn = new ArrayList<>();
  private Optional<AchievedHistory> history = Optional.empty();
  private Optional<Instant> begunAt = Optional.empty();
  private Optional<Instant> offSince = Optional.empty();
  private SortedMap<FeedName, Volume> deliveredBefore = new TreeMap<>();
  private boolean over;

  RampUnderWay(RunPlan plan, RampPlan ramp, RunBench bench) {
    this.plan = plan;
    this.ramp = ramp;
    this.bench = bench;
  }

  /**
   * An aliquot that was drawn.
   *
   * @param number within the run, from 2
   * @param sample its name
   * @param intended the residence time at which it was to be drawn
   * @param achieved what it saw
   * @param at when
   * @param sequence the event that must be forced before the analyser is asked
   * @param used volume of each feed since the aliquot before
   */
  record Drawn(
      int number,
      SampleName sample,
      TimeSpan intended,
      AchievedHistory.Achieved achieved,
      Instant at,
      long sequence,
      SortedMap<FeedName, Volume> used) {}

  /** Takes what flows in this cycle. */
  boolean observe(Cycle cycle) {
    if (history.isEmpty()) {
      history = Optional.of(new AchievedHistory(bench, cycle.now()));
    }
    return history.get().observe(cycle);
  }

  /** The contents of the path are unknown from now on. */
  void forget() {
    history = Optional.empty();
  }

  /** Notes that the steady sample is drawn: what is used from now on belongs to the ramp. */
  void steadyDrawn(Cycle cycle) {
    deliveredBefore = new TreeMap<>(cycle.delivered());
  }

  /** Begins. */
  void begin(Instant now) {
    begunAt = Optional.of(now);
  }

  /**
   * Does one cycle of the ramp.
   *
   * @return why it is over; empty while it goes on
   */
  Optional<String> advance(Cycle cycle) {
    double seconds = seconds(begunAt.orElseThrow(), cycle.now());
    Setpoints wanted = ramp.after(seconds);
    Optional<String> refusal = cycle.want(wanted);
    if (refusal.isPresent()) {
      return over("set-points refused: " + refusal.get(), cycle);
    }
    boolean observed = observe(cycle);
    Optional<String> disturbed = disturbance(wanted, cycle);
    if (disturbed.isPresent()) {
      return over(disturbed.get(), cycle);
    }
    if (isAllDrawn()) {
      double held = seconds(drawn.getLast().at(), cycle.now());
      return held >= plan.settings().sampling().seconds()
          ? over("every aliquot is drawn", cycle)
          : Optional.empty();
    }
    if (observed) {
      drawWhenDue(cycle);
    }
    double most = ramp.course().steps() * RampCourse.STEP.seconds() * (1.0 + GRACE);
    return !isAllDrawn() && seconds > most
        ? over(
            "no liquid of %s came to the sampling point within %s"
                .formatted(nextIntended(), new TimeSpan(most)),
            cycle)
        : Optional.empty();
  }

  /**
   * Ends the ramp before all is drawn; what is drawn stays. Once it is over, nothing happens.
   *
   * @return the reason
   */
  Optional<String> over(String reason, Cycle cycle) {
    if (!over) {
      over = true;
      for (int i = drawn.size(); i < ramp.ramp().aliquots().size(); i++) {
        cycle.append(
            new RunEvent.AliquotVoided(plan.campaign(), plan.run(), i + 2, "not drawn: " + reason));
      }
    }
    return Optional.of(reason);
  }

  /** Returns what was drawn last. */
  Optional<Drawn> latest() {
    return drawn.isEmpty() ? Optional.empty() : Optional.of(drawn.getLast());
  }

  /** Returns the aliquot of a result. */
  Optional<Drawn> of(Analysis analysis) {
    return drawn.stream().filter(one -> one.sample().equals(analysis.sample())).findFirst();
  }

  /** Returns all that was drawn, in order. */
  List<Drawn> drawn() {
    return List.copyOf(drawn);
  }

  /** Returns when the last aliquot should be drawn and held, as far as it can be foretold. */
  Instant expectedEnd() {
    double seconds = ramp.due().getLast().seconds() + plan.settings().sampling().seconds();
    return begunAt.orElseThrow().plus(new TimeSpan(seconds).toDuration());
  }

  private boolean isAllDrawn() {
    return drawn.size() == ramp.ramp().aliquots().size();
  }

  private TimeSpan nextIntended() {
    return ramp.ramp().aliquots().get(drawn.size());
  }

  private void drawWhenDue(Cycle cycle) {
    AchievedHistory known = history.orElseThrow();
    OptionalDouble age = known.plugFlowSeconds(cycle.now());
    if (age.isEmpty() || !ramp.course().isPast(nextIntended(), age.getAsDouble())) {
      return;
    }
    Optional<AchievedHistory.Achieved> achieved = known.at(cycle.now());
    if (achieved.isEmpty()) {
      over("the history of the flows does not tell what the liquid saw", cycle);
      return;
    }
    int number = drawn.size() + 2;
    SampleName sample = new SampleName(RunController.sampleOf(plan).text() + "-" + number);
    long sequence =
        cycle.appendForced(
            new RunEvent.AliquotDrawn(plan.campaign(), plan.run(), number, sample, nextIntended()));
    SortedMap<FeedName, Volume> delivered = new TreeMap<>(cycle.delivered());
    drawn.add(
        new Drawn(
            number,
            sample,
            nextIntended(),
            achieved.get(),
            cycle.now(),
            sequence,
            RunController.difference(deliveredBefore, delivered)));
    deliveredBefore = delivered;
  }

  private Optional<String> disturbance(Setpoints wanted, Cycle cycle) {
    Optional<String> present =
        Disturbance.of(wanted, plan.settings().temperatureBandKelvins(), cycle.values());
    if (present.isEmpty()) {
      offSince = Optional.empty();
      return Optional.empty();
    }
    offSince = Optional.of(offSince.orElse(cycle.now()));
    return Duration.between(offSince.get(), cycle.now()).compareTo(PATIENCE) > 0
        ? present
        : Optional.empty();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() * 1e-9;
  }
}
