package dev.weir.device.profile;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands around the body of a text message, compiled for one configured device. Immutable. */
final class EnvelopeCodec {
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
    for (Envelope.Part part : envelope.request()) {
      switch (part) {
        case ADDRESS -> {
          if (!addressIsLeftOut) {
            sink.addDigits(address, addressing.digits());
          }
        }
        case STATE -> throw new IllegalStateException("a request shows no state");
        case BODY -> {
          // The caller writes the body.
        }
      }
    }
  }

  void writeReplyHead(ByteSink sink, String state) {
    for (Envelope.Part part : envelope.reply()) {
      switch (part) {
        case ADDRESS -> sink.addDigits(address, addressing.digits());
        case STATE -> {
          if (!envelope.stateEnds()) {
            sink.add(text(state));
          }
        }
        case BODY -> {
          // The caller writes the body.
        }
      }
    }
  }

  void writeReplyEnd(ByteSink sink, String state) {
    if (envelope.stateEnds()) {
      sink.add(text(state));
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

  /** Reads what stands in front of a request; returns the address that it is for. */
  int readRequestHead(ByteCursor cursor) {
    int given = address;
    for (Envelope.Part part : envelope.request()) {
      if (part == Envelope.Part.ADDRESS) {
        given = readRequestAddress(cursor);
      }
    }
    return given;
  }

  private int readRequestAddress(ByteCursor cursor) {
    int digits = 0;
    int given = 0;
    while (digits < addressing.digits() && cursor.peek(0) >= '0' && cursor.peek(0) <= '9') {
      given = given * 10 + (cursor.peek(0) - '0');
      cursor.moveTo(cursor.at() + 1);
      digits++;
    }
    return digits == 0 ? addressing.standard() : given;
  }

  /** What stands around the body of a reply. */
  sealed interface Head {
    record Known(Optional<StateWord> state) implements Head {}

    record Wrong(BadReason reason) implements Head {}
  }

  /** Reads what stands around the body of a reply; the cursor is left with the body alone. */
  Head readReplyHead(ByteCursor cursor) {
    Optional<StateWord> state = Optional.empty();
    for (Envelope.Part part : envelope.reply()) {
      switch (part) {
        case ADDRESS -> {
          int given = readReplyAddress(cursor);
          if (given < 0) {
            return new Head.Wrong(BadReason.UNREADABLE);
          }
          if (given != address) {
            return new Head.Wrong(BadReason.WRONG_ADDRESS);
          }
        }
        case STATE -> {
          state = envelope.stateEnds() ? readPrompt(cursor) : readState(cursor);
          if (state.isEmpty()) {
            return new Head.Wrong(BadReason.UNREADABLE);
          }
        }
        case BODY -> {
          // The template reads the body.
        }
      }
    }
    return new Head.Known(state);
  }

  private int readReplyAddress(ByteCursor cursor) {
    int given = 0;
    for (int i = 0; i < addressing.digits(); i++) {
      int next = cursor.peek(0);
      if (next < '0' || next > '9') {
        return -1;
      }
      given = given * 10 + (next - '0');
      cursor.moveTo(cursor.at() + 1);
    }
    return given;
  }

  private Optional<StateWord> readState(ByteCursor cursor) {
    return longestFirst.stream()
        .filter(state -> cursor.skip(Bytes.ofText(state.text())))
        .findFirst();
  }

  /** Takes the state off the end of the message. */
  private Optional<StateWord> readPrompt(ByteCursor cursor) {
    return longestFirst.stream()
        .filter(state -> cursor.dropFromEnd(Bytes.ofText(state.text())))
        .findFirst();
  }
}
