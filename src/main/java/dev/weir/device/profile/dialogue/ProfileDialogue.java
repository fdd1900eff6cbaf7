package dev.weir.device.profile.dialogue;

import dev.weir.device.BadReason;
import dev.weir.device.DeviceName;
import dev.weir.device.DeviceReport;
import dev.weir.device.LinkState;
import dev.weir.device.Wanted;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.Exchange;
import dev.weir.device.line.Reply;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.codec.ReplyReading;
import dev.weir.device.profile.codec.TextCodec;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.StateWord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The conversation with one device that a profile describes. Owned by one line thread.
 *
 * <p>It keeps no queue of commands. Each time it is asked for the next exchange it compares what is
 * wanted with what the device is known to be and picks the most pressing difference ({@link
 * NextPurpose}). A command that failed is therefore never sent again blindly: it is sent again only
 * if the difference is still there, and a command that must not be repeated (RUN) only after the
 * device has shown that it did not act.
 */
final class ProfileDialogue implements Dialogue {
  /** In place of a command, for what was said without one. */
  private static final String UNASKED = "";

  private final Situation situation;
  private final NextPurpose next;
  private final StateTaker states;
  private final SuccessTaker successes;
  private final RefusalTaker refusals;
  private final FailureTaker failures;
  private Optional<Purpose.Pending> pending = Optional.empty();

  ProfileDialogue(ProfiledDevice device) {
    this.situation = new Situation(device);
    this.next = new NextPurpose(situation);
    this.states = new StateTaker(situation);
    SequenceTaker sequences = new SequenceTaker(situation);
    this.successes = new SuccessTaker(situation, states, sequences);
    this.refusals = new RefusalTaker(situation, states, sequences, successes);
    this.failures = new FailureTaker(situation);
  }

  @Override
  public DeviceName device() {
    return situation.name;
  }

  private Telling telling(Instant now, Consumer<DeviceReport> reports) {
    return new Telling(situation.name, now, reports);
  }

  @Override
  public void opened(Instant now, Consumer<DeviceReport> reports) {
    pending = Optional.empty();
    Instant restUntil = now.plus(situation.device.profile().wire().timing().afterOpen());
    situation.link.opened(restUntil);
    situation.safe.opened(restUntil);
    situation.forget();
    situation.link.moveTo(LinkState.VERIFYING, "line opened", telling(now, reports));
  }

  @Override
  public void closed(String reason, Instant now, Consumer<DeviceReport> reports) {
    pending = Optional.empty();
    failures.lineClosed(reason, telling(now, reports));
  }

  @Override
  public void want(Wanted wish, Instant now) {
    if (!wish.equals(situation.wanted)) {
      situation.want(wish, now);
    }
  }

  @Override
  public boolean isUrgent() {
    return situation.link.isOpen() && situation.safe.isUrgent() && !situation.link.isGone();
  }

  @Override
  public Optional<Exchange> next(Instant now) {
    if (!situation.link.isOpen() || pending.isPresent()) {
      return Optional.empty();
    }
    Optional<Exchanges.Asked> asked =
        next.choose(now)
            .map(purpose -> situation.exchanges.ask(purpose, situation.words.codec(), now));
    pending = asked.map(Exchanges.Asked::pending);
    return asked.map(Exchanges.Asked::exchange);
  }

  @Override
  public void answered(
      Exchange exchange, Reply reply, Instant now, Consumer<DeviceReport> reports) {
    situation.backlog.tell(reports);
    if (pending.isEmpty()) {
      return;
    }
    Purpose.Pending asked = pending.get();
    pending = Optional.empty();
    Telling telling = telling(now, reports);
    switch (reply) {
      case Reply.Answered(Bytes frame) -> read(asked, frame, telling);
      case Reply.Silent() -> {
        if (asked.confirmedBy().isPresent()) {
          situation.unconfirmed = Optional.of(asked);
        } else {
          successes.take(asked, Fields.NONE, List.of(), telling);
        }
      }
      case Reply.TimedOut timedOut -> failures.timedOut(asked, timedOut, telling);
      case Reply.Overfull(Bytes collected) ->
          failures.take(
              asked,
              BadReason.UNREADABLE,
              "%d bytes without an end".formatted(collected.length()),
              telling);
      case Reply.Lost(String reason) -> failures.take(asked, BadReason.OFFLINE, reason, telling);
    }
  }

  private void read(Purpose.Pending asked, Bytes frame, Telling telling) {
    switch (asked.codec().decodeReply(asked.call(), frame)) {
      case ReplyReading.Success(Fields fields, List<StateWord> shown) -> {
        alive(asked, telling);
        successes.take(asked, fields, shown, telling);
      }
      case ReplyReading.DeviceError error -> {
        alive(asked, telling);
        refusals.take(asked, error, telling);
      }
      case ReplyReading.Garbage(BadReason reason, String text) ->
          failures.take(asked, reason, text, telling);
    }
  }

  private void alive(Purpose.Pending asked, Telling telling) {
    if (asked.codec() == situation.words.codec()) {
      situation.link.entering(LinkTask.Entering.NOT_NEEDED);
    }
    situation.link.alive(telling);
  }

  @Override
  public void unsolicited(Bytes frame, Instant now, Consumer<DeviceReport> reports) {
    ProfileCodec codec = situation.words.codec();
    Telling telling = telling(now, reports);
    Optional<TextCodec.Told> told = codec.decodeTold(frame);
    if (told.isPresent() && situation.init.isVerified()) {
      switch (told.get()) {
        case TextCodec.Told.State(StateWord state) ->
            states.shown(UNASKED, List.of(state), now, telling);
        case TextCodec.Told.Values(String command, Fields fields, List<StateWord> shown) -> {
          situation.readout.read(command, fields, now, now, reports);
          states.shown(command, shown, now, telling);
        }
      }
      return;
    }
    // Late and doubled replies look the same as messages nobody asked for: beyond what the profile
    // knows, only an alarm of this device is believed.
    codec
        .decodeNotice(frame)
        .filter(state -> state.alarm().isPresent())
        .ifPresent(state -> states.alarm(state, telling));
  }
}
