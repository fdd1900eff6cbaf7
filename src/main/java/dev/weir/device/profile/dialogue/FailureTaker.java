package dev.weir.device.profile.dialogue;

import dev.weir.device.BadReason;
import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.line.Reply;
import dev.weir.device.profile.language.CapabilityDeclaration;
import java.util.Optional;

/** Takes exchanges that brought no sound reply. Owned by one line thread. */
final class FailureTaker {
  private final Situation situation;

  FailureTaker(Situation situation) {
    this.situation = situation;
  }

  void timedOut(Purpose.Pending asked, Reply.TimedOut reply, Telling telling) {
    int bytes = reply.partial().length();
    take(
        asked,
        bytes == 0 ? BadReason.NO_REPLY : BadReason.UNREADABLE,
        bytes == 0
            ? "no reply within %d ms".formatted(reply.waited().toMillis())
            : "reply breaks off after %d bytes".formatted(bytes),
        telling);
  }

  void take(Purpose.Pending asked, BadReason reason, String text, Telling telling) {
    Situation s = situation;
    if (asked.purpose() instanceof Purpose.Enter) {
      s.link.entering(LinkTask.Entering.IF_SILENT);
      return;
    }
    if (asked.purpose() instanceof Purpose.Recover) {
      s.recovery = Optional.empty();
    }
    String command = asked.call().command();
    s.readout.bad(command, reason, telling.now(), telling.reports());
    if (s.isStatus(command) && !s.readout.runIsCommanded()) {
      s.readout.runningUnknown(reason, telling.now(), telling.reports());
    }
    // It may have been carried out or not: only the device can tell.
    if (s.setpointDeclaration
        .flatMap(CapabilityDeclaration::write)
        .filter(write -> write.command().equals(command))
        .isPresent()) {
      s.setpoint.forget();
    }
    if (s.starts(command) || s.stops(command)) {
      s.drive.running(DriveTask.Running.UNKNOWN);
    }
    s.link.failed();
    if (s.link.isGone()) {
      gone(asked, "%s: %s".formatted(command, text), telling);
    }
  }

  /** The device no longer answers. */
  private void gone(Purpose.Pending asked, String reason, Telling telling) {
    Situation s = situation;
    s.link.backOff(telling.now());
    if (!s.link.isOffline()) {
      LinkTask.Entering entered = s.link.entering();
      s.forget();
      if (entered == LinkTask.Entering.DUE) {
        s.link.entering(entered);
      }
      s.link.moveTo(LinkState.OFFLINE, reason, telling);
      telling.fault(FaultClass.SILENT, reason);
      s.readout.allBad(BadReason.OFFLINE, telling.now(), telling.reports());
    }
    if (s.safe.isUnderway()) {
      s.safe.interrupted(telling.now());
      if (asked.purpose() instanceof Purpose.MakeSafe && s.safe.tellOnce()) {
        telling.madeSafe(false);
      }
    }
  }

  /** The line was closed under the device. */
  void lineClosed(String reason, Telling telling) {
    Situation s = situation;
    s.link.closed();
    s.forget();
    s.backlog.tell(telling.reports());
    s.link.moveTo(LinkState.OFFLINE, reason, telling);
    s.readout.allBad(BadReason.OFFLINE, telling.now(), telling.reports());
    if (s.safe.isUnderway() && s.safe.tellOnce()) {
      telling.madeSafe(false);
    }
  }
}
