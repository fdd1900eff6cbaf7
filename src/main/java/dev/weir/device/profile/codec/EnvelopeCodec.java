package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Addressing;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Envelope;
import dev.weir.device.profile.language.StateWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What stands around the body of a text message, compiled for one configured device. Immutable. */
final class EnvelopeCodec {
  /** Stands in place of a length until the message is complete. */
  private static final Bytes NO_LENGTH = Bytes.ofText("00");

  private final Envelope envelope;
  private final Addressing addressing;
  private final int address;
  private final boolean addressIsLeftOut;
  private final List<StateWord> longestFirst;
  private final Map<String, StateWord> byName = new LinkedHashMap<>();

  /**
   * Compiles an envelope.
   *
   * @param addressText the configured address; empty for none
   */
  EnvelopeCodec(DeviceProfile profile, String addressText) {
    this.envelope = profile.wire().envelope();
    this.addressing = profile.wire().addressing();
    this.address = addressing.parse(addressText);
    this.addressIsLeftOut =
        addressing.kind() == Addressing.Kind.NONE
            || (addressing.kind() == Addressing.Kind.OPTIONAL && addressText.isEmpty());
    List<StateWord> written = new ArrayList<>(profile.language().states());
    written.removeIf(state -> state.text().isEmpty());
    written.sort((a, b) -> Integer.compare(b.text().length(), a.text().length()));
    this.longestFirst = List.copyOf(written);
    profile.language().states().forEach(state -> byName.put(state.name(), state));
  }

  int address() {
    return address;
  }

  /** Returns the state of the given name, if there is one. */
  Optional<StateWord> state(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  void writeRequestHead(ByteSink sink) {
    write(Envelope.front(envelope.request()), true, "", sink);
  }

  void writeRequestEnd(ByteSink sink) {
    write(Envelope.back(envelope.request()), true, "", sink);
  }

  /** Puts the length of a complete message into it. */
  Bytes measured(Bytes message, boolean isRequest) {
    OptionalInt at = lengthAt(isRequest ? envelope.request() : envelope.reply(), isRequest);
    if (at.isEmpty()) {
      return message;
    }
    int behind = at.getAsInt() + NO_LENGTH.length();
    int bytes = (message.length() - behind) / 2;
    if ((message.length() - behind) % 2 != 0 || bytes > 0xFF) {
      throw new RefusedValueException(
          "a message of %d characters has no length in bytes".formatted(message.length()));
    }
    return message
        .slice(0, at.getAsInt())
        .plus(Bytes.ofText("%02X".formatted(bytes)))
        .plus(message.slice(behind, message.length()));
  }

  /** Returns where the length stands; only fixed text and the address may stand before it. */
  private OptionalInt lengthAt(List<Envelope.Part> parts, boolean isRequest) {
    int length = parts.indexOf(new Envelope.Part.Length());
    if (length < 0) {
      return OptionalInt.empty();
    }
    ByteSink sink = new ByteSink();
    write(parts.subList(0, length), isRequest, "", sink);
    return OptionalInt.of(sink.length());
  }

  private static boolean readLength(ByteCursor cursor) {
    int high = Character.digit(cursor.peek(0), 16);
    int low = Character.digit(cursor.peek(1), 16);
    if (high < 0 || low < 0) {
      return false;
    }
    cursor.moveTo(cursor.at() + NO_LENGTH.length());
    return cursor.left() == 2 * (high << 4 | low);
  }

  void writeReplyHead(ByteSink sink, String state) {
    write(Envelope.front(envelope.reply()), false, state, sink);
  }

  void writeReplyEnd(ByteSink sink, String state) {
    write(Envelope.back(envelope.reply()), false, state, sink);
  }

  private void write(List<Envelope.Part> parts, boolean isRequest, String state, ByteSink sink) {
    for (Envelope.Part part : parts) {
      switch (part) {
        case Envelope.Part.Address() -> {
          if (!isRequest) {
            addressing.write(address, sink);
          } else if (!addressIsLeftOut) {
            sink.add(addressing.spelling().before());
            addressing.write(address, sink);
            sink.add(addressing.spelling().after());
          }
        }
        case Envelope.Part.State() -> sink.add(text(state));
        case Envelope.Part.Literal(Bytes text) -> sink.add(text);
        // Put right when the message is complete.
        case Envelope.Part.Length() -> sink.add(NO_LENGTH);
        case Envelope.Part.Body body ->
            throw new IllegalStateException("is neither in front nor behind: " + body);
      }
    }
  }

  private String text(String state) {
    return state(state)
        .map(StateWord::text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a state; there are %s".formatted(state, byName.keySet())));
  }

  /**
   * Reads what stands around a request; returns the address that it is for, if it is one at all.
   */
  OptionalInt readRequestHead(ByteCursor cursor) {
    int given = address;
    for (Envelope.Part part : Envelope.front(envelope.request())) {
      if (part instanceof Envelope.Part.Length && !readLength(cursor)) {
        return OptionalInt.empty();
      } else if (part instanceof Envelope.Part.Address) {
        given = requestAddress(cursor);
      } else if (part instanceof Envelope.Part.Literal(Bytes text) && !cursor.skip(text)) {
        return OptionalInt.empty();
      }
    }
    for (Envelope.Part part : Envelope.back(envelope.request()).reversed()) {
      if (part instanceof Envelope.Part.Literal(Bytes text) && !cursor.dropFromEnd(text)) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(given);
  }

  private int requestAddress(ByteCursor cursor) {
    int start = cursor.at();
    if (cursor.skip(Bytes.ofText(addressing.spelling().before()))) {
      OptionalInt given = addressing.read(cursor, false);
      if (given.isPresent() && cursor.skip(Bytes.ofText(addressing.spelling().after()))) {
        return given.getAsInt();
      }
    }
    cursor.moveTo(start);
    return addressing.standard();
  }

  /** What stands around the body of a reply. */
  sealed interface Head {
    record Known(Optional<StateWord> state) implements Head {}

    record Wrong(BadReason reason) implements Head {}
  }

  /** Reads what stands around the body of a reply; the cursor is left with the body alone. */
  Head readReplyHead(ByteCursor cursor) {
    Optional<StateWord> state = Optional.empty();
    for (Envelope.Part part : Envelope.front(envelope.reply())) {
      switch (part) {
        case Envelope.Part.Address() -> {
          OptionalInt given = addressing.read(cursor, true);
          if (given.isEmpty()) {
            return new Head.Wrong(BadReason.UNREADABLE);
          }
          if (given.getAsInt() != address) {
            return new Head.Wrong(BadReason.WRONG_ADDRESS);
          }
        }
        case Envelope.Part.State() -> {
          state = longestFirst.stream().filter(s -> cursor.skip(bytes(s))).findFirst();
          if (state.isEmpty()) {
            return new Head.Wrong(BadReason.UNREADABLE);
          }
        }
        case Envelope.Part.Literal(Bytes text) -> {
          if (!cursor.skip(text)) {
            return new Head.Wrong(BadReason.UNREADABLE);
          }
        }
        case Envelope.Part.Length() -> {
          if (!readLength(cursor)) {
            return new Head.Wrong(BadReason.UNREADABLE);
          }
        }
        case Envelope.Part.Body body ->
            throw new IllegalStateException("is not in front of itself: " + body);
      }
    }
    return readReplyEnd(cursor, state);
  }

  private Head readReplyEnd(ByteCursor cursor, Optional<StateWord> shownInFront) {
    Optional<StateWord> state = shownInFront;
    for (Envelope.Part part : Envelope.back(envelope.reply()).reversed()) {
      if (part instanceof Envelope.Part.Literal(Bytes text) && !cursor.dropFromEnd(text)) {
        return new Head.Wrong(BadReason.UNREADABLE);
      }
      if (part instanceof Envelope.Part.State) {
        state = longestFirst.stream().filter(s -> cursor.dropFromEnd(bytes(s))).findFirst();
        if (state.isEmpty()) {
          return new Head.Wrong(BadReason.UNREADABLE);
        }
      }
    }
    return new Head.Known(state);
  }

  private static Bytes bytes(StateWord state) {
    return Bytes.ofText(state.text());
  }
}
