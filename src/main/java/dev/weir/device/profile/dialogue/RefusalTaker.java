package dev.weir.device.profile.dialogue;

import dev.weir.device.BadReason;
import dev.weir.device.FaultClass;
import dev.weir.device.profile.codec.ReplyReading;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.StateWord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes replies that are errors or alarms. Owned by one line thread. */
final class RefusalTaker {
  /** Error replies in a row to one purpose that are taken for passing trouble (garbled request). */
  private static final int MOST_TROUBLES = 3;

  /** An alarm takes the place of one reply; told twice in a row it is more than that. */
  private static final int MOST_SWALLOWED = 2;

  /** Busy replies in a row to one purpose before the device is reported. */
  private static final int MOST_BUSY = 25;

  private static final Duration BUSY_WAIT = Duration.ofMillis(200);

  private final Situation situation;
  private final StateTaker states;
  private final SequenceTaker sequences;
  private final SuccessTaker successes;

  RefusalTaker(
      Situation situation, StateTaker states, SequenceTaker sequences, SuccessTaker successes) {
    this.situation = situation;
    this.states = states;
    this.sequences = sequences;
    this.successes = successes;
  }

  void take(Purpose.Pending asked, ReplyReading.DeviceError error, Telling telling) {
    Situation s = situation;
    if (asked.purpose() instanceof Purpose.Enter) {
      s.link.entering(LinkTask.Entering.IF_SILENT);
      return;
    }
    s.recovery = error.recover();
    if (asked.purpose() instanceof Purpose.Recover) {
      // It must have answered to the recovery itself: more of it would not help.
      s.recovery = Optional.empty();
      return;
    }
    if (asked.purpose() instanceof Purpose.Confirm(String by, Purpose.Pending silent)
        && s.unconfirmed.filter(silent::equals).isPresent()) {
      s.unconfirmed = Optional.empty();
      s.readout.bad(by, BadReason.DEVICE_ERROR, telling.now(), telling.reports());
      take(silent, error, telling);
      return;
    }
    s.latched = error.clearWith().or(() -> s.latched);
    String command = asked.call().command();
    showState(command, asked, error, telling);
    if (error.wasSwallowed()) {
      // Not carried out, and acknowledged by being told: what is still wanted is chosen again, a
      // poll is put in front.
      if (asked.purpose() instanceof Purpose.Poll && s.troubles == 0) {
        s.polls.hurry(command);
      } else {
        s.readout.bad(command, BadReason.DEVICE_ERROR, telling.now(), telling.reports());
      }
      tried(asked, error, telling);
      return;
    }
    s.readout.bad(command, BadReason.DEVICE_ERROR, telling.now(), telling.reports());
    boolean tolerated =
        asked.purpose().step().filter(step -> step.tolerates().contains(error.kind())).isPresent();
    if (tolerated) {
      successes.take(asked, Fields.NONE, List.of(), telling);
      return;
    }
    weigh(command, asked, error, telling);
  }

  private void showState(
      String command, Purpose.Pending asked, ReplyReading.DeviceError error, Telling telling) {
    if (error.state().isEmpty()) {
      return;
    }
    StateWord state = error.state().get();
    if (state.alarm().isPresent()) {
      states.alarm(state, telling);
    } else {
      states.shown(command, List.of(state), asked.askedAt(), telling);
    }
  }

  private void weigh(
      String command, Purpose.Pending asked, ReplyReading.DeviceError error, Telling telling) {
    Situation s = situation;
    if (isHardware(error.kind()) && s.isStatus(command)) {
      s.motionUnknown();
      s.readout.runningUnknown(BadReason.DEVICE_ERROR, telling.now(), telling.reports());
    }
    if (error.kind() == FaultClass.BUSY) {
      s.link.rest(telling.now().plus(BUSY_WAIT));
    }
    boolean passing =
        error.kind() == FaultClass.BUSY
            || error.kind() == FaultClass.PROTOCOL
            || error.kind() == FaultClass.CHECKSUM;
    if (passing) {
      tried(asked, error, telling);
    } else {
      givenUp(asked, error, telling);
    }
  }

  private static boolean isHardware(FaultClass kind) {
    return kind == FaultClass.HARDWARE_LATCHED
        || kind == FaultClass.OVERPRESSURE
        || kind == FaultClass.STALL;
  }

  /**
   * Counts a refusal that may pass; the same exchange is chosen again until there were too many.
   */
  private void tried(Purpose.Pending asked, ReplyReading.DeviceError error, Telling telling) {
    situation.troubles++;
    int most =
        error.wasSwallowed()
            ? MOST_SWALLOWED
            : error.kind() == FaultClass.BUSY ? MOST_BUSY : MOST_TROUBLES;
    if (situation.troubles >= most) {
      situation.troubles = 0;
      givenUp(asked, error, telling);
    }
  }

  private void givenUp(Purpose.Pending asked, ReplyReading.DeviceError error, Telling telling) {
    Situation s = situation;
    String text = "%s: %s".formatted(asked.call().command(), error.text());
    switch (asked.purpose()) {
      case Purpose.Enter left -> throw new IllegalStateException("left before: " + left);
      case Purpose.Recover left -> throw new IllegalStateException("left before: " + left);
      case Purpose.MakeSafe _ -> sequences.notSafe(text, telling);
      case Purpose.Verify _ -> sequences.verificationFailed(text, telling);
      case Purpose.Clear _ -> {
        s.clearing = Optional.empty();
        s.drive.permission(DriveTask.Permission.HALTED);
        telling.fault(error.kind(), text);
      }
      case Purpose.WriteSetpoint _, Purpose.ReadBack _ -> {
        s.setpoint.giveUp();
        telling.fault(error.kind(), text);
      }
      case Purpose.Start _ -> {
        s.drive.permission(DriveTask.Permission.HALTED);
        telling.fault(error.kind(), text);
      }
      case Purpose.Stop _ -> {
        // Whether it stands still is what its state says next, not what it thinks of the command.
        s.motionUnknown();
        s.drive.told();
        if (s.drive.wasToldTooOften()) {
          s.drive.permission(DriveTask.Permission.HALTED);
        }
        telling.fault(error.kind(), text);
      }
      case Purpose.Poll _, Purpose.Confirm _ -> s.faultOnce(error.kind(), text, telling);
      case Purpose.Refresh _ -> {
        s.nextRefresh = telling.now().plus(s.refreshPeriod);
        telling.fault(error.kind(), text);
      }
    }
  }
}
