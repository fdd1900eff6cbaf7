package dev.weir.device.profile.codec;

import dev.weir.device.FaultClass;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.Notice;
import dev.weir.device.profile.language.Printable;
import dev.weir.device.profile.language.StateWord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Messages of text inside their frames, for both sides of a line. Immutable. */
public final class TextCodec {
  private final DeviceProfile profile;
  private final EnvelopeCodec envelope;
  private final Collection<CompiledCommand> commands;
  private final NamedStates states;

  TextCodec(
      DeviceProfile profile,
      EnvelopeCodec envelope,
      Collection<CompiledCommand> commands,
      NamedStates states) {
    this.states = states;
    this.profile = profile;
    this.envelope = envelope;
    this.commands = commands;
  }

  Bytes request(CompiledCommand.Text command, Call call) {
    ByteSink sink = new ByteSink();
    envelope.writeRequestHead(sink);
    command.request().write(call.fields(), sink, true);
    envelope.writeRequestEnd(sink);
    return envelope.measured(sink.toBytes(), true);
  }

  Bytes reply(CompiledCommand.Text command, Fields fields, String state) {
    ByteSink sink = new ByteSink();
    envelope.writeReplyHead(sink, state);
    command.reply().write(fields, sink, false);
    envelope.writeReplyEnd(sink, state);
    return envelope.measured(sink.toBytes(), false);
  }

  /** Returns a reply whose body is fixed text. */
  Bytes reply(String body, String state) {
    ByteSink sink = new ByteSink();
    envelope.writeReplyHead(sink, state);
    sink.add(body);
    envelope.writeReplyEnd(sink, state);
    return envelope.measured(sink.toBytes(), false);
  }

  RequestReading readRequest(Bytes message) {
    Bytes body = normalised(message);
    ByteCursor cursor = new ByteCursor(body, 0, body.length());
    OptionalInt given = envelope.readRequestHead(cursor);
    if (given.isEmpty()) {
      return new RequestReading.Unknown(Printable.of(body), 0);
    }
    if (given.getAsInt() != envelope.address()) {
      return new RequestReading.Foreign(given.getAsInt());
    }
    int start = cursor.at();
    int end = start + cursor.left();
    for (CompiledCommand compiled : commands) {
      if (compiled instanceof CompiledCommand.Text text) {
        cursor = new ByteCursor(body, start, end);
        if (text.request().read(cursor) instanceof Template.Match.Whole(Fields fields)) {
          return new RequestReading.Understood(Call.of(text.definition().name(), fields));
        }
      }
    }
    return new RequestReading.Unknown(Printable.of(body.slice(start, end)), 0);
  }

  private Bytes normalised(Bytes message) {
    DeviceProfile.Normalise normalise = profile.wire().normalise();
    if (!normalise.spaces() && !normalise.lowerCase()) {
      return message;
    }
    ByteSink sink = new ByteSink();
    for (int i = 0; i < message.length(); i++) {
      int next = message.at(i);
      if (normalise.lowerCase() && next >= 'a' && next <= 'z') {
        next -= 'a' - 'A';
      }
      if (!normalise.spaces() || next > ' ') {
        sink.add(next);
      }
    }
    return sink.toBytes();
  }

  ReplyReading readReply(CompiledCommand.Text command, Bytes message) {
    ByteCursor cursor = new ByteCursor(message, 0, message.length());
    return switch (envelope.readReplyHead(cursor)) {
      case EnvelopeCodec.Head.Wrong(var reason) ->
          new ReplyReading.Garbage(reason, Printable.of(message));
      case EnvelopeCodec.Head.Known(Optional<StateWord> state) ->
          refusal(state, message, cursor)
              .<ReplyReading>map(error -> error)
              .orElseGet(() -> body(command, state, message, cursor));
    };
  }

  private Optional<ReplyReading.DeviceError> refusal(
      Optional<StateWord> state, Bytes message, ByteCursor cursor) {
    if (state.isPresent() && state.get().swallows() && cursor.isAtEnd()) {
      return Optional.of(
          new ReplyReading.DeviceError(
              state.get().name(),
              state.get().alarm().orElse(FaultClass.UNKNOWN),
              state,
              state.get().clearWith(),
              Optional.empty()));
    }
    if (state.isPresent() && state.get().refuses().isPresent()) {
      return Optional.of(
          new ReplyReading.DeviceError(
              state.get().name(),
              state.get().refuses().get(),
              state,
              state.get().clearWith(),
              Optional.empty()));
    }
    return error(cursor)
        .map(
            rule ->
                new ReplyReading.DeviceError(
                    words(message.slice(cursor.at(), cursor.at() + cursor.left())),
                    rule.kind(),
                    state,
                    rule.clearWith(),
                    rule.recover()));
  }

  /** Returns the device's words; bytes that are none, such as a NAK, in hexadecimal digits. */
  private static String words(Bytes body) {
    Bytes trimmed = Printable.trimmed(body);
    return trimmed.length() == 0 ? body.toString() : Printable.of(trimmed);
  }

  private ReplyReading body(
      CompiledCommand.Text command, Optional<StateWord> state, Bytes message, ByteCursor cursor) {
    return switch (command.reply().read(cursor)) {
      case Template.Match.Whole(Fields fields) ->
          new ReplyReading.Success(
              fields, state.map(List::of).orElseGet(() -> states.of(command.definition(), fields)));
      case Template.Match.Not(var reason) ->
          new ReplyReading.Garbage(reason, Printable.of(message));
    };
  }

  private Optional<ErrorRule> error(ByteCursor cursor) {
    for (ErrorRule rule : profile.language().errors()) {
      String text = rule.text();
      boolean matches =
          rule.isPrefix() ? cursor.left() >= text.length() : cursor.left() == text.length();
      for (int i = 0; matches && i < text.length(); i++) {
        matches = cursor.peek(i) == text.charAt(i);
      }
      if (matches) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Reads what the profile knows about a message which nobody asked for. */
  Optional<Told> readTold(Bytes message) {
    String text = message.toText();
    for (Notice notice : profile.language().notices()) {
      switch (notice) {
        case Notice.Shows(String said, boolean isPrefix, StateWord state)
            when isPrefix ? text.startsWith(said) : text.equals(said) -> {
          return Optional.of(new Told.State(state));
        }
        case Notice.Shows _ -> {
          // Another message.
        }
        case Notice.ReplyOf(String name) -> {
          Optional<Told> values =
              commands.stream()
                  .filter(command -> command.definition().name().equals(name))
                  .flatMap(command -> values(command, message).stream())
                  .findFirst();
          if (values.isPresent()) {
            return values;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Told> values(CompiledCommand command, Bytes message) {
    return command instanceof CompiledCommand.Text text
            && readReply(text, message) instanceof ReplyReading.Success(Fields fields, var shown)
        ? Optional.of(new Told.Values(text.definition().name(), fields, shown))
        : Optional.empty();
  }

  /** What a device said without being asked. */
  public sealed interface Told {
    /** A state. */
    record State(StateWord state) implements Told {}

    /** What the reply of a command would say. */
    record Values(String command, Fields fields, List<StateWord> states) implements Told {}
  }

  /** Reads the state that a message shows which nobody asked for. */
  Optional<StateWord> readNotice(Bytes message) {
    return envelope.readReplyHead(new ByteCursor(message, 0, message.length()))
            instanceof EnvelopeCodec.Head.Known(Optional<StateWord> state)
        ? state
        : Optional.empty();
  }
}
