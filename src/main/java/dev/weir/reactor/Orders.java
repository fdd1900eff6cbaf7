package dev.weir.reactor;

import dev.weir.reactor.Command.Origin;
import dev.weir.units.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What commands may do and what they do. Owned by the control thread. */
final class Orders {
  /** An alarm that is put aside comes back by itself within this time (operations: 60 min). */
  private static final Duration LONGEST_SHELF = Duration.ofMinutes(60);

  private static final Duration SHORTEST_SHELF = Duration.ofMinutes(1);
  private static final int LONGEST_OPERATOR = 60;
  private static final int LONGEST_REASON = 300;

  private final Evidence evidence;
  private final Recorder recorder;
  private final Alarms alarms;
  private final Sequence sequence;
  private final Safeguards safeguards;

  Orders(
      Evidence evidence,
      Recorder recorder,
      Alarms alarms,
      Sequence sequence,
      Safeguards safeguards) {
    this.evidence = evidence;
    this.recorder = recorder;
    this.alarms = alarms;
    this.sequence = sequence;
    this.safeguards = safeguards;
  }

  /** Tells why a command is refused; empty when it fits. */
  Optional<String> refusal(Command command) {
    Optional<String> origin = judge(command.origin());
    if (origin.isPresent()) {
      return origin;
    }
    return switch (command) {
      case Command.Abort ignored -> Optional.empty();
      case Command.Start ignored -> only(ReactorState.STOPPED).or(sequence::missingReading);
      case Command.Hold ignored -> successor(ReactorState.HOLDING);
      case Command.Resume ignored -> only(ReactorState.HELD);
      case Command.Stop ignored -> successor(ReactorState.STOPPING);
      case Command.Clear clear -> only(ReactorState.ABORTED).or(() -> refusesClear(clear.origin()));
      case Command.Acknowledge acknowledge ->
          alarms.find(acknowledge.alarm()).isPresent()
              ? Optional.empty()
              : Optional.of("there is no alarm %d to acknowledge".formatted(acknowledge.alarm()));
      case Command.Shelve shelve -> refusesShelve(shelve);
      case Command.Refill refill -> refusesRefill(refill);
      case Command.EmptyWaste ignored ->
          evidence.description().wasteCapacity().isPresent()
              ? Optional.empty()
              : Optional.of("this reactor's waste vessel is not watched");
      case Command.VoidRun ignored -> Optional.empty();
      case Command.RunPoint ignored -> Optional.empty();
    };
  }

  private static Optional<String> judge(Origin origin) {
    if (origin.operator().isBlank()) {
      return Optional.of("the command does not say who asks");
    }
    if (origin.operator().length() > LONGEST_OPERATOR
        || origin.reason().length() > LONGEST_REASON) {
      return Optional.of(
          "at most %d characters of operator and %d of reason"
              .formatted(LONGEST_OPERATOR, LONGEST_REASON));
    }
    boolean printable =
        (origin.operator() + origin.reason()).chars().noneMatch(Character::isISOControl);
    return printable
        ? Optional.empty()
        : Optional.of("operator or reason holds control characters");
  }

  private Optional<String> only(ReactorState needed) {
    return sequence.state() == needed
        ? Optional.empty()
        : Optional.of("the reactor is %s, it must be %s".formatted(sequence.state(), needed));
  }

  private Optional<String> successor(ReactorState next) {
    return sequence.state().successors().contains(next)
        ? Optional.empty()
        : Optional.of("the reactor is %s, %s cannot follow".formatted(sequence.state(), next));
  }

  private Optional<String> refusesClear(Origin origin) {
    if (origin.reason().isBlank()) {
      return Optional.of("say why it is safe to go on");
    }
    recorder.forgive();
    if (!recorder.isHealthy()) {
      return Optional.of("the journal cannot be written: " + recorder.failure());
    }
    List<String> unproven = sequence.unproven();
    for (String device : unproven) {
      if (!sequence.isAcknowledgedUnproven(device)) {
        return Optional.of(
            "%s is not proven safe: make it safe by hand and acknowledge its alarm"
                .formatted(device));
      }
    }
    return safeguards.refusesClear();
  }

  private Optional<String> refusesShelve(Command.Shelve shelve) {
    if (alarms.find(shelve.alarm()).isEmpty()) {
      return Optional.of("there is no alarm %d to put aside".formatted(shelve.alarm()));
    }
    if (shelve.origin().reason().isBlank()) {
      return Optional.of("say why the alarm may be put aside");
    }
    if (shelve.span().compareTo(SHORTEST_SHELF) < 0 || shelve.span().compareTo(LONGEST_SHELF) > 0) {
      return Optional.of(
          "an alarm is put aside for %d to %d min, was %s s"
              .formatted(
                  SHORTEST_SHELF.toMinutes(),
                  LONGEST_SHELF.toMinutes(),
                  shelve.span().toSeconds()));
    }
    return Optional.empty();
  }

  private Optional<String> refusesRefill(Command.Refill refill) {
    if (!evidence.knows(refill.feed())) {
      return Optional.of("there is no feed named " + refill.feed());
    }
    FeedTrace feed = evidence.feed(refill.feed());
    Volume capacity = feed.line().capacity();
    if (refill.volume().microlitres() > capacity.microlitres()) {
      return Optional.of(
          "feed %s: %s is above its capacity of %s"
              .formatted(refill.feed(), refill.volume(), capacity));
    }
    if (refill.origin().reason().isBlank()) {
      return Optional.of("the reason must hold the lot number");
    }
    return feed.asked() == 0.0
        ? Optional.empty()
        : Optional.of(
            "feed %s flows; a vessel is refilled while it stands".formatted(refill.feed()));
  }

  /** Does what an accepted and journalled command asks for. */
  void obey(Command command, Instant now) {
    switch (command) {
      case Command.Abort abort -> {
        String text = text("abort", abort.origin());
        alarms.raise(AlarmKind.ABORT_COMMAND, Safeguards.OPERATOR, text, now);
        sequence.abort(now, text);
      }
      case Command.Start start ->
          sequence.moveTo(ReactorState.STARTING, now, text("start", start.origin()));
      case Command.Hold hold ->
          sequence.moveTo(ReactorState.HOLDING, now, text("hold", hold.origin()));
      case Command.Resume resume ->
          sequence.moveTo(ReactorState.UNHOLDING, now, text("resume", resume.origin()));
      case Command.Stop stop ->
          sequence.moveTo(ReactorState.STOPPING, now, text("stop", stop.origin()));
      case Command.Clear clear -> {
        safeguards.clear(clear.origin());
        sequence.moveTo(ReactorState.CLEARING, now, text("clear", clear.origin()));
      }
      case Command.Acknowledge acknowledge ->
          alarms
              .find(acknowledge.alarm())
              .ifPresent(alarm -> alarms.acknowledge(alarm, acknowledge.origin().operator()));
      case Command.Refill refill -> {
        recorder.appendForced(
            new ReactorEvent.FeedRefilled(
                refill.feed(),
                refill.volume(),
                refill.origin().operator(),
                refill.origin().reason()));
        evidence.feed(refill.feed()).refill(refill.volume().microlitres());
      }
      case Command.Shelve shelve ->
          alarms
              .find(shelve.alarm())
              .ifPresent(alarm -> alarms.shelve(alarm, shelve.origin(), now.plus(shelve.span())));
      case Command.EmptyWaste empty -> {
        recorder.appendForced(
            new ReactorEvent.WasteEmptied(empty.origin().operator(), empty.origin().reason()));
        evidence.emptyWaste();
      }
      case Command.VoidRun ignored -> {}
      case Command.RunPoint ignored -> {}
    }
  }

  private static String text(String what, Origin origin) {
    String who = "%s by %s".formatted(what, origin.operator());
    return origin.reason().isBlank() ? who : who + ": " + origin.reason();
  }
}
