package dev.weir.reactor;

import dev.weir.device.LinkState;
import dev.weir.flow.FeedName;
import dev.weir.flow.Setpoints;
import dev.weir.reactor.Finding.Reaction;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reactor's state and what it does in each: the one place where the state changes. Owned by the
 * control thread.
 *
 * <p>Reactive feeds run only in EXECUTE, and only when a step asks for them. S1 is rest at flush
 * flow and safe temperature, S2 is everything safe.
 */
final class Sequence {
  /** Devices must be identified within this time of a clear. */
  private static final Duration CLEARING_LIMIT = Duration.ofSeconds(60);

  /**
   * A bath that does not get cold within this time ends the stop all the same: its heater is off
   * (assumed).
   */
  private static final Duration COOLING_LIMIT = Duration.ofMinutes(60);

  /** The source of the alarm of a flush that does not end. */
  static final String FLUSH = "flush";

  private final Evidence evidence;
  private final Recorder recorder;
  private final Alarms alarms;
  private final FlushTally tally;
  private final Suspensions suspensions = new Suspensions();
  private final Outputs trippedFlushing;
  private final Outputs idle;

  /** Solvent flow of the flush under way, and what is asked for then. */
  private FlowRate flushFlow;

  private Outputs flushing;
  private ReactorState state = ReactorState.ABORTING;
  private Instant since;
  private String reason;
  private boolean flushesFirst;

  Sequence(Evidence evidence, Recorder recorder, Alarms alarms, Instant start) {
    this.evidence = evidence;
    this.recorder = recorder;
    this.alarms = alarms;
    this.tally = new FlushTally(evidence);
    this.since = start;
    this.reason = "the daemon starts";
    ReactorDescription.Rest rest = evidence.description().rest();
    this.flushFlow = rest.flushFlow();
    this.flushing = new Outputs.Holding(solvent(flushFlow), false);
    this.trippedFlushing = new Outputs.Holding(solvent(rest.flushFlow()), true);
    this.idle = new Outputs.Holding(solvent(rest.idleFlow()), false);
  }

  private Setpoints solvent(FlowRate flow) {
    ReactorDescription description = evidence.description();
    TreeMap<FeedName, FlowRate> flows = new TreeMap<>();
    description.feeds().forEach(line -> flows.put(line.feed().name(), FlowRate.ZERO));
    flows.put(description.flushFeed(), flow);
    return new Setpoints(flows, description.rest().safeTemperature());
  }

  ReactorState state() {
    return state;
  }

  Instant since() {
    return since;
  }

  String reason() {
    return reason;
  }

  FlushTally tally() {
    return tally;
  }

  /**
   * Changes the state: journalled before it is made.
   *
   * @throws IllegalStateException when the present state has no such successor
   */
  void moveTo(ReactorState next, Instant now, String why) {
    if (!state.successors().contains(next)) {
      throw new IllegalStateException("%s cannot follow %s (%s)".formatted(next, state, why));
    }
    recorder.appendForced(new ReactorEvent.StateChanged(state, next, why));
    flushAt(flushFlowIn(next));
    state = next;
    since = now;
    reason = why;
  }

  /** A flush that has begun goes on as it began. */
  private FlowRate flushFlowIn(ReactorState next) {
    return switch (next) {
      case SUSPENDING, HOLDING ->
          alarms.isActive(AlarmKind.FOULING, evidence.description().pressureSensor().text())
              ? gentle()
              : evidence.description().rest().flushFlow();
      case SUSPENDED, UNSUSPENDING, HELD, UNHOLDING -> flushFlow;
      case ABORTING, ABORTED, CLEARING, STOPPED, STARTING, EXECUTE, STOPPING ->
          evidence.description().rest().flushFlow();
    };
  }

  private void flushAt(FlowRate flow) {
    if (!flow.equals(flushFlow)) {
      flushFlow = flow;
      flushing = new Outputs.Holding(solvent(flow), false);
    }
  }

  /**
   * A tube that has narrowed is flushed at no more than what flowed through it: a larger flow makes
   * its pressure jump and would trip what a flush could mend. Not below the idle flow.
   */
  private FlowRate gentle() {
    ReactorDescription.Rest rest = evidence.description().rest();
    double flow =
        Math.max(
            rest.idleFlow().microlitresPerMinute(),
            Math.min(rest.flushFlow().microlitresPerMinute(), evidence.totalAsked()));
    return new FlowRate(flow);
  }

  /**
   * A latched trip: to the safe state it asks for, from any state; a stop overtakes a flush that is
   * under way.
   */
  void trip(Reaction reaction, Instant now, String why) {
    boolean flush = reaction == Reaction.FLUSH_TRIP;
    switch (state) {
      case ABORTED -> {}
      case ABORTING -> flushesFirst &= flush;
      case CLEARING, STOPPED -> {
        flushesFirst = false;
        moveTo(ReactorState.ABORTING, now, why);
      }
      case STARTING,
          EXECUTE,
          HOLDING,
          HELD,
          UNHOLDING,
          SUSPENDING,
          SUSPENDED,
          UNSUSPENDING,
          STOPPING -> {
        flushesFirst = flush;
        moveTo(ReactorState.ABORTING, now, why);
      }
    }
  }

  /** An operator's abort, or the end of the session: safe stop at once, from any state. */
  void abort(Instant now, String why) {
    flushesFirst = false;
    if (state != ReactorState.ABORTING) {
      moveTo(ReactorState.ABORTING, now, why);
    }
  }

  /**
   * Asks for the automatic hold; too often within an hour it becomes a hold. Does nothing where it
   * does not apply.
   */
  void suspend(Instant now, String why) {
    if (!state.successors().contains(ReactorState.SUSPENDING)) {
      return;
    }
    if (suspensions.mayAgain(Nanos.of(now))) {
      moveTo(ReactorState.SUSPENDING, now, why);
    } else {
      moveTo(
          ReactorState.HOLDING,
          now,
          "suspension %d within an hour, at most %d: %s"
              .formatted(Suspensions.LIMIT + 1, Suspensions.LIMIT, why));
    }
  }

  /** Nothing asks for the automatic hold in this cycle any more. */
  void suspensionOver(Instant now) {
    if (state == ReactorState.SUSPENDED) {
      moveTo(ReactorState.UNSUSPENDING, now, "the cause of the suspension is gone");
    }
  }

  /** Goes on to the next state where this one has reached its aim. */
  void advance(Instant now) {
    switch (state) {
      case ABORTING -> advanceAborting(now);
      case CLEARING -> advanceClearing(now);
      case STARTING, UNHOLDING, UNSUSPENDING -> advanceToExecute(now);
      case HOLDING -> advanceFlush(ReactorState.HELD, now);
      case SUSPENDING -> advanceFlush(ReactorState.SUSPENDED, now);
      case STOPPING -> advanceStopping(now);
      case ABORTED, STOPPED, EXECUTE, HELD, SUSPENDED -> {}
    }
  }

  private void advanceAborting(Instant now) {
    if (flushesFirst) {
      if (tally.isClean() || hasLasted(tally.patience(flushFlow), now)) {
        flushesFirst = false;
      }
      return;
    }
    if (evidence.safeSince() == Nanos.NEVER) {
      return;
    }
    List<String> unproven = unproven();
    if (unproven.isEmpty()) {
      moveTo(ReactorState.ABORTED, now, reason);
    } else if (Nanos.lasted(evidence.safeSince(), UnprovenSafe.PROVEN_WITHIN, evidence.now())) {
      moveTo(
          ReactorState.ABORTED, now, reason + "; not proven safe: " + String.join(", ", unproven));
    }
  }

  private void advanceClearing(Instant now) {
    List<String> open = new ArrayList<>(unproven());
    open.removeIf(device -> isAcknowledgedUnproven(device));
    for (DeviceTrace device : evidence.devices()) {
      if (device.link() != LinkState.READY) {
        open.add("%s is %s".formatted(device.name(), device.link()));
      }
    }
    if (open.isEmpty()) {
      moveTo(ReactorState.STOPPED, now, "every device is identified and safe");
    } else if (hasLasted(CLEARING_LIMIT, now)) {
      abort(
          now,
          "not cleared within %d s: %s"
              .formatted(CLEARING_LIMIT.toSeconds(), String.join(", ", open)));
    }
  }

  /** Returns the devices that have not proven their safe state. */
  List<String> unproven() {
    return evidence.devices().stream()
        .filter(device -> device.isActuator() && !device.isProvenSafe())
        .map(device -> device.name().text())
        .toList();
  }

  /** Tells whether an operator has acknowledged that he made this device safe by hand. */
  boolean isAcknowledgedUnproven(String device) {
    return alarms
        .find(AlarmKind.UNCONFIRMED_SAFE, device)
        .map(alarm -> alarm.condition() == ReactorStatus.AlarmCondition.ACKNOWLEDGED)
        .orElse(false);
  }

  private void advanceToExecute(Instant now) {
    if (!tally.isClean()) {
      failFlushThatLasts(now);
      return;
    }
    if (missingReading().isEmpty()) {
      moveTo(ReactorState.EXECUTE, now, "solvent flows, pressure and temperature are read");
    }
  }

  private void advanceFlush(ReactorState next, Instant now) {
    if (tally.isClean()) {
      moveTo(next, now, reason);
    } else {
      failFlushThatLasts(now);
    }
  }

  private void advanceStopping(Instant now) {
    if (!tally.isClean()) {
      failFlushThatLasts(now);
      return;
    }
    double cold =
        evidence.description().rest().safeTemperature().celsius() + OverTemperature.COLD_BAND;
    double celsius = evidence.values().temperatureChannel().goodValue();
    if (celsius <= cold) {
      moveTo(
          ReactorState.STOPPED,
          now,
          "flushed and cold: reactor at " + new Temperature(celsius).print(1));
    } else if (hasLasted(COOLING_LIMIT.plus(tally.patience(flushFlow)), now)) {
      moveTo(
          ReactorState.STOPPED,
          now,
          "flushed, but not below %s within %d min"
              .formatted(new Temperature(cold).print(1), COOLING_LIMIT.toMinutes()));
    }
  }

  private void failFlushThatLasts(Instant now) {
    if (hasLasted(tally.patience(flushFlow), now)) {
      String text =
          "%s of solvent passed within %d s, needed are %.0f total volumes"
              .formatted(
                  tally.passed().print(1),
                  tally.patience(flushFlow).toSeconds(),
                  FlushTally.VOLUMES);
      alarms.raise(AlarmKind.FEED_DEVIATION, FLUSH, text, now);
      abort(now, "the flush failed: " + text);
    }
  }

  private boolean hasLasted(Duration span, Instant now) {
    return !now.isBefore(since.plus(span));
  }

  /**
   * Returns which reading is missing without which the reactor must not run; empty when none is.
   */
  Optional<String> missingReading() {
    for (Channel channel :
        List.of(evidence.values().pressureChannel(), evidence.values().temperatureChannel())) {
      if (!channel.isGood()) {
        String why =
            channel.quality() == Quality.BAD
                ? channel.badReason().name()
                : channel.quality().name();
        return Optional.of("%s has no fresh value (%s)".formatted(channel.text(), why));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what the devices shall be asked for in this state; what the steps want counts only in
   * EXECUTE.
   */
  Outputs outputs(Optional<Setpoints> wanted) {
    return switch (state) {
      case ABORTING -> flushesFirst ? trippedFlushing : new Outputs.AllSafe(reason);
      case ABORTED, CLEARING, STOPPED -> new Outputs.AllSafe(reason);
      case HOLDING, SUSPENDING, STOPPING, STARTING, UNHOLDING, UNSUSPENDING -> rest();
      case HELD, SUSPENDED -> idle;
      case EXECUTE -> wanted.isPresent() ? new Outputs.Holding(wanted.get(), false) : rest();
    };
  }

  /**
   * Solvent at idle flow, but at flush flow as long as anything else may be in the path: it must
   * not stand.
   */
  private Outputs rest() {
    return tally.isClean() ? idle : flushing;
  }
}
