package dev.weir.device.profile.dialogue;

import dev.weir.device.BadReason;
import dev.weir.device.DeviceReport;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.Observability;
import dev.weir.device.Tag;
import dev.weir.device.Wanted;
import dev.weir.device.profile.language.StateWord;
import dev.weir.units.Quantity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes the states and alarms that a device shows. Owned by one line thread. */
final class StateTaker {
  private final Situation situation;

  StateTaker(Situation situation) {
    this.situation = situation;
  }

  /** Takes the states that a reply showed; the first that says something about motion counts. */
  void shown(String command, List<StateWord> states, Instant askedAt, Telling telling) {
    Set<String> told = situation.alarmsTold.computeIfAbsent(command, _ -> new HashSet<>());
    told.retainAll(states.stream().map(StateWord::name).toList());
    for (StateWord state : states) {
      if (state.alarm().isPresent() && !told.contains(state.name())) {
        alarm(state, telling);
        // An alarm may have made everything forgotten.
        situation.alarmsTold.computeIfAbsent(command, _ -> new HashSet<>()).add(state.name());
      }
    }
    states.stream()
        .map(StateWord::motion)
        .filter(motion -> motion != StateWord.Motion.UNSAID)
        .findFirst()
        .ifPresent(motion -> moves(motion, askedAt, telling));
  }

  private void moves(StateWord.Motion motion, Instant askedAt, Telling telling) {
    switch (motion) {
      case UNSAID -> throw new IllegalArgumentException("says nothing about motion");
      case RUNNING -> runs(askedAt, telling);
      case STOPPED -> stands(askedAt, telling);
    }
  }

  private void runs(Instant askedAt, Telling telling) {
    Situation s = situation;
    s.drive.running(DriveTask.Running.RUNNING);
    s.readout.running(true, askedAt, telling.now(), telling.reports());
    if (s.wantedMotion().orElse(false)
        && s.setpoint.stage() == SetpointTask.Stage.CONFIRMED
        && s.drive.permission() == DriveTask.Permission.FREE) {
      s.drive.permission(DriveTask.Permission.PROVEN);
    }
    if (s.safe.isDone() && s.behaviour.safeState().mustStandStill()) {
      telling.fault(FaultClass.UNKNOWN, "moves though it was made safe");
      s.safe.begin();
    }
  }

  private void stands(Instant askedAt, Telling telling) {
    Situation s = situation;
    boolean byItself =
        s.drive.permission() == DriveTask.Permission.PROVEN && s.wantedMotion().isPresent();
    boolean wasRunning = s.drive.running() != DriveTask.Running.STOPPED;
    s.drive.running(DriveTask.Running.STOPPED);
    s.readout.running(false, askedAt, telling.now(), telling.reports());
    if (byItself) {
      s.drive.permission(DriveTask.Permission.HALTED);
      telling.fault(FaultClass.UNKNOWN, "stopped without being told to");
    }
    if (wasRunning
        && s.wanted instanceof Wanted.Pumping(var flow)
        && flow.microlitresPerMinute() == 0.0) {
      confirm(flow, telling);
    }
  }

  /** Tells that the device holds a set-point. */
  void confirm(Quantity value, Telling telling) {
    situation.setpointDeclaration.ifPresent(
        declaration ->
            telling.tell(
                new DeviceReport.SetpointConfirmed(
                    new Tag(situation.name, declaration.capability()),
                    value,
                    value.canonicalValue() == 0.0 && situation.readout.runIsCommanded()
                        ? Observability.COMMANDED
                        : declaration.observability(),
                    telling.now())));
  }

  /** Takes an alarm, told in a reply or unasked. */
  void alarm(StateWord state, Telling telling) {
    Situation s = situation;
    FaultClass alarm = state.alarm().orElse(FaultClass.UNKNOWN);
    s.latched = state.clearWith().or(() -> s.latched);
    s.drive.running(DriveTask.Running.UNKNOWN);
    s.readout.runningUnknown(BadReason.DEVICE_ERROR, telling.now(), telling.reports());
    if (s.wantedMotion().isPresent()) {
      s.drive.permission(DriveTask.Permission.HALTED);
    }
    if (s.init.wasReady()) {
      telling.fault(alarm, state.name());
    }
    if (alarm == FaultClass.RESET && s.init.isVerified()) {
      s.forget();
      // It answered just now, in the framing in use.
      s.link.entering(LinkTask.Entering.NOT_NEEDED);
      s.link.moveTo(LinkState.VERIFYING, "restarted: everything is set up again", telling);
    }
  }
}
