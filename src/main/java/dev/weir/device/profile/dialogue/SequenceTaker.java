package dev.weir.device.profile.dialogue;

import dev.weir.device.FaultClass;
import dev.weir.device.LinkState;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.StateWord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes what replies say about the init and safe-state sequences. Owned by one line thread. */
final class SequenceTaker {
  private static final Duration FAULT_WAIT = Duration.ofSeconds(10);

  private final Situation situation;

  SequenceTaker(Situation situation) {
    this.situation = situation;
  }

  void safeStepDone(BoundStep step, Fields fields, List<StateWord> states, Telling telling) {
    Situation s = situation;
    int index = s.safe.index();
    boolean isLast = index == s.words.safe().size() - 1;
    boolean moves =
        index >= s.words.safeSteps()
            && isLast
            && s.behaviour.safeState().mustStandStill()
            && states.stream().noneMatch(word -> word.motion() == StateWord.Motion.STOPPED);
    Optional<String> complaint = step.complaint(fields);
    if (moves || complaint.isPresent()) {
      notSafe(complaint.orElse("still moves"), telling);
      return;
    }
    s.safe.stepDone();
    if (isLast) {
      s.safe.done();
      telling.madeSafe(true);
    }
  }

  /** The safe-state sequence did not bring its proof: it is begun again, and told once. */
  void notSafe(String reason, Telling telling) {
    if (situation.safe.failed(telling.now())) {
      telling.fault(FaultClass.UNKNOWN, "not proven safe: " + reason);
      telling.madeSafe(false);
    }
  }

  void verifyStepDone(BoundStep step, Fields fields, Telling telling) {
    Optional<String> complaint = step.complaint(fields);
    if (complaint.isPresent()) {
      verificationFailed(complaint.get(), telling);
      return;
    }
    situation.init.stepDone(step, fields);
    Optional<String> stranger = situation.init.stranger();
    if (stranger.isPresent()) {
      verificationFailed(stranger.get(), telling);
    } else if (situation.init.index() == situation.words.init().size()) {
      ready(telling);
    }
  }

  private void ready(Telling telling) {
    Situation s = situation;
    s.init.ready();
    s.link.proven();
    s.setpoint.forget();
    s.polls.restart();
    s.link.moveTo(LinkState.READY, ("verified" + s.init.identity()).strip(), telling);
  }

  void verificationFailed(String reason, Telling telling) {
    situation.init.again();
    situation.link.rest(telling.now().plus(FAULT_WAIT));
    situation.link.moveTo(LinkState.FAULT, reason, telling);
  }

  /** A reply that was polled may show that the device is no longer safe. */
  void polled(String command, Fields fields, Telling telling) {
    Situation s = situation;
    if (!s.init.isVerified() && s.words.init().isEmpty()) {
      ready(telling);
    }
    if (!s.safe.isDone()) {
      return;
    }
    for (BoundStep step : s.words.proof()) {
      Optional<String> complaint =
          step.call().command().equals(command) ? step.complaint(fields) : Optional.empty();
      if (complaint.isPresent()) {
        telling.fault(FaultClass.READBACK, "no longer safe: " + complaint.get());
        s.safe.begin();
        return;
      }
    }
  }
}
