package dev.weir.device.profile.dialogue;

import dev.weir.device.DeviceReport;
import dev.weir.device.profile.language.CapabilityDeclaration;
import java.time.Instant;
import java.util.Optional;

/**
 * Picks the most pressing difference between what is wanted and what is known: safe state,
 * verification, set-point, motion, then polling. Owned by one line thread.
 */
final class NextPurpose {
  private final Situation situation;

  NextPurpose(Situation situation) {
    this.situation = situation;
  }

  Optional<Purpose> choose(Instant now) {
    Situation s = situation;
    boolean safeIsDue = s.safe.isDue(now);
    if (!safeIsDue && !s.link.mayAsk(now)) {
      return Optional.empty();
    }
    if (s.link.entering() == LinkTask.Entering.DUE && s.words.enter().isPresent()) {
      return s.words.enter().map(Purpose.Enter::new);
    }
    Optional<Purpose> first =
        s.recovery.<Purpose>map(Purpose.Recover::new).or(() -> confirmation(safeIsDue));
    if (first.isPresent()) {
      return first;
    }
    if (safeIsDue) {
      int index = s.safe.index();
      if (index < s.words.safe().size()) {
        return Optional.of(new Purpose.MakeSafe(s.words.safe().get(index), index));
      }
      // A sensor has nothing that could move.
      s.safe.done();
      s.backlog.add(new DeviceReport.MadeSafe(s.name, true, now));
    }
    if (!s.init.isVerified()) {
      int index = s.init.index();
      return index < s.words.init().size()
          ? Optional.of(new Purpose.Verify(s.words.init().get(index), index))
          : s.statusCommand.map(Purpose.Poll::new);
    }
    if (s.clearing.isPresent()) {
      return s.clearing.map(Purpose.Clear::new);
    }
    if (s.words.refresh().isPresent() && s.refreshes() && !now.isBefore(s.nextRefresh)) {
      return s.words.refresh().map(Purpose.Refresh::new);
    }
    Optional<Purpose> difference = setpoint(now).or(this::motion);
    return difference.isPresent() ? difference : s.polls.take(now).map(Purpose.Poll::new);
  }

  /** A stop does not wait for the outcome of anything but its own steps. */
  private Optional<Purpose> confirmation(boolean safeIsDue) {
    if (safeIsDue
        && situation
            .unconfirmed
            .filter(silent -> !(silent.purpose() instanceof Purpose.MakeSafe))
            .isPresent()) {
      situation.unconfirmed = Optional.empty();
    }
    return situation.unconfirmed.flatMap(
        silent -> silent.confirmedBy().map(command -> new Purpose.Confirm(command, silent)));
  }

  private Optional<Purpose> setpoint(Instant now) {
    if (situation.setpointDeclaration.isEmpty()) {
      return Optional.empty();
    }
    CapabilityDeclaration.Write write = situation.setpointDeclaration.get().write().orElseThrow();
    SetpointTask setpoint = situation.setpoint;
    return switch (setpoint.stage()) {
      case NOTHING_WANTED, CONFIRMED, GIVEN_UP -> Optional.empty();
      case OPEN -> {
        if (!setpoint.mustWrite() && write.readBack().isPresent()) {
          yield write.readBack().map(Purpose.ReadBack::new);
        }
        // Memory that wears out is written seldom; only the latest wish counts then.
        yield write.atMostEvery().isPresent() && now.isBefore(situation.nextWrite)
            ? Optional.empty()
            : setpoint.target().map(value -> new Purpose.WriteSetpoint(write, value));
      }
      case WRITTEN -> write.readBack().map(Purpose.ReadBack::new);
    };
  }

  private Optional<Purpose> motion() {
    Optional<Boolean> motion = situation.wantedMotion();
    if (motion.isEmpty() || situation.drive.isHalted()) {
      return Optional.empty();
    }
    boolean start = motion.get();
    if (start && situation.setpoint.stage() != SetpointTask.Stage.CONFIRMED) {
      return Optional.empty();
    }
    DriveTask.Running running = situation.drive.running();
    if (running == (start ? DriveTask.Running.RUNNING : DriveTask.Running.STOPPED)) {
      return Optional.empty();
    }
    if (running == DriveTask.Running.UNKNOWN && !situation.readout.runIsCommanded()) {
      return situation.statusCommand.map(Purpose.Poll::new);
    }
    return start
        ? situation.behaviour.start().map(Purpose.Start::new)
        : situation.behaviour.stop().map(Purpose.Stop::new);
  }
}
