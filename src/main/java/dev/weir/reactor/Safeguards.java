package dev.weir.reactor;

import dev.weir.reactor.Finding.Reaction;
import dev.weir.reactor.RestartKnowledge.LatchedTrip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All interlocks together: judges them once per cycle, raises their alarms, latches their trips and
 * sends the reactor to the safe state. Owned by the control thread.
 */
final class Safeguards {
  /** The source of alarms that an operator or the daemon itself brings about. */
  static final String OPERATOR = "operator";

  static final String DAEMON = "daemon";

  private final Evidence evidence;
  private final Alarms alarms;
  private final Sequence sequence;
  private final Latches latches;
  private final List<Interlock> interlocks;
  private final List<Finding> findings = new ArrayList<>();

  Safeguards(
      Evidence evidence,
      ControlSettings settings,
      Alarms alarms,
      Sequence sequence,
      Latches latches) {
    this.evidence = evidence;
    this.alarms = alarms;
    this.sequence = sequence;
    this.latches = latches;
    this.interlocks = interlocks(evidence.description(), settings);
  }

  /**
   * Returns every interlock, causes before their consequences, so that the first alarm names the
   * cause.
   */
  private static List<Interlock> interlocks(
      ReactorDescription description, ControlSettings settings) {
    ReactorDescription.Limits limits = description.limits();
    return List.of(
        new LateCycle(settings.period().toNanos()),
        new ClockJump(),
        new JournalFault(),
        new PermitLost(),
        new DeviceReset(),
        new OverPressure(limits.pressureHighHigh()),
        new Fouling(),
        new Leak(limits.pressureLowLow()),
        new HeaterFault(),
        new OverTemperature(limits, description.rest().safeTemperature()),
        new LostDevice(description.temperatureController()),
        new FaultyDevice(),
        new FeedEmpty(),
        new WasteFull(),
        new FeedDeviation(),
        new GasBubble(),
        new StaleReading(),
        new HighPressure(limits.pressureLow(), limits.pressureHigh()),
        new UnprovenSafe());
  }

  /** The daemon starts: what the last session left behind stays latched. */
  void start(RestartKnowledge knowledge, Instant now) {
    if (knowledge.unclean()) {
      String text = "the last session did not end properly";
      alarms.raise(AlarmKind.RESTARTED, DAEMON, text, now);
      latches.latch(AlarmKind.RESTARTED, DAEMON, text);
    }
  }

  /** Judges all interlocks on the evidence of this cycle. */
  void judge(Instant now) {
    findings.clear();
    for (int index = 0; index < interlocks.size(); index++) {
      interlocks.get(index).judge(evidence, findings::add);
    }
    for (int index = 0; index < findings.size(); index++) {
      Finding finding = findings.get(index);
      alarms.found(finding.kind(), finding.source(), finding.text(), now);
      if (finding.reaction().isTrip()) {
        trip(finding, now);
      }
    }
    evidence.foundFouling(
        findings.stream().anyMatch(finding -> finding.kind() == AlarmKind.FOULING));
    alarms.sweep(now);
  }

  private void trip(Finding finding, Instant now) {
    latches.latch(finding.kind(), finding.source(), finding.text());
    sequence.trip(finding.reaction(), now, finding.source() + ": " + finding.text());
  }

  /** A step of the cycle has failed: a fault of the program, so nothing it says is trusted. */
  void stepFailed(String step, String text, Instant now) {
    alarms.raise(AlarmKind.STEP_FAILED, step, text, now);
    latches.latch(AlarmKind.STEP_FAILED, step, text);
    sequence.trip(Reaction.STOP_TRIP, now, "step %s failed: %s".formatted(step, text));
  }

  /** Returns why the interlocks ask for the automatic hold in this cycle; empty when none does. */
  Optional<String> asksForSuspension() {
    for (int index = 0; index < findings.size(); index++) {
      if (findings.get(index).reaction() == Reaction.SUSPEND) {
        return Optional.of(findings.get(index).text());
      }
    }
    return Optional.empty();
  }

  /** Returns the latched trips, oldest first. */
  List<RestartKnowledge.LatchedTrip> latched() {
    return List.copyOf(latches.list());
  }

  /** Tells why the latched trips cannot be cleared yet; empty when they can. */
  Optional<String> refusesClear() {
    for (Finding finding : findings) {
      // A journal that works again was just asked; its finding is of before that.
      if (finding.reaction().isTrip() && finding.kind() != AlarmKind.JOURNAL) {
        return Optional.of("%s is still active: %s".formatted(finding.kind(), finding.text()));
      }
    }
    for (LatchedTrip trip : latches.list()) {
      for (Interlock interlock : interlocks) {
        if (interlock.kind() == trip.kind()) {
          Optional<String> refusal = interlock.refusesClear(evidence, trip.source());
          if (refusal.isPresent()) {
            return refusal;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Resets all latched trips; whoever calls has made sure that nothing refuses it. */
  void clear(Command.Origin origin) {
    for (LatchedTrip trip : latches.list()) {
      if (trip.kind() == AlarmKind.STEP_FAILED) {
        alarms.returnToNormal(trip.kind(), trip.source());
      }
    }
    alarms.returnToNormal(AlarmKind.RESTARTED, DAEMON);
    alarms.returnToNormal(AlarmKind.ABORT_COMMAND, OPERATOR);
    alarms.returnToNormal(AlarmKind.FEED_DEVIATION, Sequence.FLUSH);
    evidence.forgetFoulings();
    latches.clear(origin.operator(), origin.reason());
  }
}
