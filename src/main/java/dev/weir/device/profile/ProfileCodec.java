package dev.weir.device.profile;

import dev.weir.device.BadReason;
import dev.weir.device.FaultClass;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import dev.weir.units.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of one configured device, for both sides of its line: the driver encodes requests and
 * decodes replies, the simulator decodes requests and encodes replies, from the same profile.
 * Compiled once; pure and immutable, except that the framers it makes belong to whoever asked for
 * them.
 */
public final class ProfileCodec {
  /** Most characters of a garbled reply that are kept for the log. */
  private static final int MOST_TEXT = 80;

  private final DeviceProfile profile;
  private final Framing framing;
  private final String addressText;
  private final int address;
  private final ParameterValues parameters;
  private final Map<String, Compiled> commands;
  private final List<StateWord> states;
  private final boolean stateEnds;
  private final Map<String, StateWord> statesByName;

  /** A command's templates or register blocks. */
  private sealed interface Compiled {
    CommandDefinition definition();

    record Text(CommandDefinition definition, Template request, Template reply)
        implements Compiled {}

    record Read(
        CommandDefinition definition, boolean input, int address, int count, RegisterCodec reply)
        implements Compiled {}

    record Write(
        CommandDefinition definition, boolean single, int address, int count, RegisterCodec request)
        implements Compiled {}
  }

  private ProfileCodec(
      DeviceProfile profile,
      Framing framing,
      String addressText,
      ParameterValues parameters,
      Map<String, Compiled> commands) {
    this.profile = profile;
    this.framing = framing;
    this.addressText = addressText;
    this.address = profile.wire().addressing().parse(addressText);
    this.parameters = parameters;
    this.commands = commands;
    List<StateWord> longestFirst = new ArrayList<>(profile.language().states());
    longestFirst.removeIf(state -> state.text().isEmpty());
    longestFirst.sort((a, b) -> Integer.compare(b.text().length(), a.text().length()));
    this.states = List.copyOf(longestFirst);
    this.stateEnds = profile.wire().envelope().stateEnds();
    this.statesByName = new LinkedHashMap<>();
    profile.language().states().forEach(state -> statesByName.put(state.name(), state));
  }

  /**
   * Compiles a profile for one device.
   *
   * @param framing name of the framing spoken
   * @param address the configured address; empty for none
   * @param parameters the checked parameters
   * @throws IllegalArgumentException when address, framing or parameters do not fit the profile
   */
  public static ProfileCodec of(
      DeviceProfile profile, String framing, String address, ParameterValues parameters) {
    Map<String, Compiled> commands = new LinkedHashMap<>();
    for (CommandDefinition command : profile.language().commands().values()) {
      commands.put(command.name(), compile(command, parameters));
    }
    return new ProfileCodec(profile, framing(profile, framing), address, parameters, commands);
  }

  /** Returns the codec of the same device in another framing. */
  public ProfileCodec in(String otherFraming) {
    return otherFraming.equals(framing.name())
        ? this
        : new ProfileCodec(
            profile, framing(profile, otherFraming), addressText, parameters, commands);
  }

  /** Returns the codec of the same device with other parameters. */
  ProfileCodec with(ParameterValues others) {
    return of(profile, framing.name(), addressText, others);
  }

  private static Framing framing(DeviceProfile profile, String name) {
    Framing framing = profile.wire().framings().get(name);
    if (framing == null) {
      throw new IllegalArgumentException(
          "%s has no framing '%s'; it has %s"
              .formatted(profile.id(), name, profile.wire().framings().keySet()));
    }
    return framing;
  }

  private static Compiled compile(CommandDefinition command, ParameterValues parameters) {
    return switch (command.form()) {
      case CommandDefinition.Form.Text(String request, String reply) ->
          new Compiled.Text(
              command,
              Template.of(request, command.requestFields(), parameters),
              Template.of(reply, command.replyFields(), parameters));
      case CommandDefinition.Form.ReadRegisters(
              boolean input,
              Choice<Integer> address,
              int count) ->
          new Compiled.Read(
              command,
              input,
              address.in(parameters),
              count,
              RegisterCodec.of(command.replyFields().values(), count, parameters));
      case CommandDefinition.Form.WriteRegisters(
              boolean single,
              Choice<Integer> address,
              int count) ->
          new Compiled.Write(
              command,
              single,
              address.in(parameters),
              count,
              RegisterCodec.of(command.requestFields().values(), count, parameters));
    };
  }

  /** Returns the profile. */
  public DeviceProfile profile() {
    return profile;
  }

  /** Returns the framing that this codec speaks. */
  public Framing framing() {
    return framing;
  }

  /** Returns the device's address; the profile's standard one when none is configured. */
  public int address() {
    return address;
  }

  /** Returns the device's parameters. */
  public ParameterValues parameters() {
    return parameters;
  }

  /** Returns a new framer that cuts requests out of the bytes that reach the device. */
  public Framer requestFramer() {
    return FrameCodec.requestFramer(framing.request());
  }

  /** Returns a new framer that cuts replies out of the bytes that the device sends. */
  public Framer replyFramer() {
    return FrameCodec.replyFramer(framing.reply());
  }

  /**
   * Returns the bytes of a request, framing included.
   *
   * @throws RefusedValueException when a field cannot be written as the profile says: never cut
   *     off, never clamped
   */
  public Bytes encodeRequest(Call call) {
    return switch (compiled(call.command())) {
      case Compiled.Text text -> {
        ByteSink sink = new ByteSink();
        for (Envelope.Part part : profile.wire().envelope().request()) {
          switch (part) {
            case ADDRESS -> writeRequestAddress(sink);
            case STATE -> throw new IllegalStateException("a request shows no state");
            case BODY -> text.request().write(call.fields(), sink, true);
          }
        }
        yield FrameCodec.wrap(framing.request(), sink.toBytes(), address, call.correlation());
      }
      case Compiled.Read read ->
          encodeModbusRequest(
              new ModbusRequest.ReadRegisters(read.input(), read.address(), read.count()),
              call.correlation());
      case Compiled.Write write -> {
        Bytes block = write.request().write(call.fields(), true);
        yield encodeModbusRequest(
            write.single()
                ? new ModbusRequest.WriteSingle(write.address(), block.at(0) << 8 | block.at(1))
                : new ModbusRequest.WriteMultiple(write.address(), block),
            call.correlation());
      }
    };
  }

  private void writeRequestAddress(ByteSink sink) {
    Addressing addressing = profile.wire().addressing();
    boolean leftOut = addressing.kind() == Addressing.Kind.OPTIONAL && addressText.isEmpty();
    if (addressing.kind() != Addressing.Kind.NONE && !leftOut) {
      sink.addDigits(address, addressing.digits());
    }
  }

  /** Returns the bytes of any Modbus request to this device. */
  public Bytes encodeModbusRequest(ModbusRequest request, int correlation) {
    return FrameCodec.wrap(framing.request(), ModbusPdus.write(request), address, correlation);
  }

  /** Returns the bytes of any Modbus response of this device. */
  public Bytes encodeModbusResponse(ModbusResponse response, int correlation) {
    return FrameCodec.wrap(framing.reply(), ModbusPdus.write(response), address, correlation);
  }

  /** Tells what a frame that reached this device asks for. */
  public RequestReading decodeRequest(Bytes frame) {
    return switch (FrameCodec.unwrap(framing.request(), frame)) {
      case FrameCodec.Content.Broken(String reason, boolean isChecksum) ->
          new RequestReading.Broken(reason, isChecksum);
      case FrameCodec.Content.Message message ->
          framing.request().isModbus() ? modbusCall(message) : textCall(message.message());
    };
  }

  private RequestReading textCall(Bytes message) {
    Bytes body = normalised(message);
    ByteCursor cursor = new ByteCursor(body, 0, body.length());
    for (Envelope.Part part : profile.wire().envelope().request()) {
      if (part == Envelope.Part.ADDRESS) {
        int given = readRequestAddress(cursor);
        if (given != address) {
          return new RequestReading.Foreign(given);
        }
      }
    }
    int start = cursor.at();
    for (Compiled compiled : commands.values()) {
      if (compiled instanceof Compiled.Text text) {
        cursor = new ByteCursor(body, start, body.length());
        if (text.request().read(cursor) instanceof Template.Match.Whole(Fields fields)) {
          return new RequestReading.Understood(Call.of(text.definition().name(), fields));
        }
      }
    }
    return new RequestReading.Unknown(printable(body.slice(start, body.length())), 0);
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

  private int readRequestAddress(ByteCursor cursor) {
    Addressing addressing = profile.wire().addressing();
    int digits = 0;
    int given = 0;
    while (digits < addressing.digits() && cursor.peek(0) >= '0' && cursor.peek(0) <= '9') {
      given = given * 10 + (cursor.peek(0) - '0');
      cursor.moveTo(cursor.at() + 1);
      digits++;
    }
    return digits == 0 ? addressing.standard() : given;
  }

  private RequestReading modbusCall(FrameCodec.Content.Message message) {
    if (message.address() != address) {
      return new RequestReading.Foreign(message.address());
    }
    ModbusRequest request = ModbusPdus.readRequest(message.message());
    for (Compiled compiled : commands.values()) {
      Optional<Fields> fields = fieldsOf(compiled, request);
      if (fields.isPresent()) {
        return new RequestReading.Understood(
            new Call(compiled.definition().name(), fields.get(), message.correlation()));
      }
    }
    return new RequestReading.Unknown(request.toString(), message.correlation());
  }

  private static Optional<Fields> fieldsOf(Compiled compiled, ModbusRequest request) {
    return switch (compiled) {
      case Compiled.Text text -> Optional.empty();
      case Compiled.Read read ->
          request instanceof ModbusRequest.ReadRegisters(boolean input, int address, int count)
                  && input == read.input()
                  && address == read.address()
                  && count == read.count()
              ? Optional.of(Fields.NONE)
              : Optional.empty();
      case Compiled.Write write -> {
        Optional<Bytes> block =
            switch (request) {
              case ModbusRequest.WriteSingle(int address, int value)
                  when write.single() && address == write.address() ->
                  Optional.of(Bytes.of((byte) (value >>> 8), (byte) value));
              case ModbusRequest.WriteMultiple(int address, Bytes values)
                  when !write.single() && address == write.address() ->
                  Optional.of(values);
              case ModbusRequest other -> Optional.empty();
            };
        yield block
            .map(write.request()::read)
            .filter(Template.Match.Whole.class::isInstance)
            .map(match -> ((Template.Match.Whole) match).fields());
      }
    };
  }

  /**
   * Returns what a sound Modbus frame for this device asks for, whether the profile has a command
   * for it or not.
   */
  public Optional<ModbusRequest> decodeModbusRequest(Bytes frame) {
    return framing.request().isModbus()
            && FrameCodec.unwrap(framing.request(), frame)
                instanceof FrameCodec.Content.Message message
            && message.address() == address
        ? Optional.of(ModbusPdus.readRequest(message.message()))
        : Optional.empty();
  }

  /**
   * Returns the registers in which a reading command would report the given fields: two bytes a
   * register. The simulator makes a register map of them, to answer reads that no command of the
   * profile makes.
   */
  public Bytes encodeRegisters(String command, Fields fields) {
    return switch (compiled(command)) {
      case Compiled.Read read -> read.reply().write(fields, false);
      case Compiled.Write write -> write.request().write(fields, false);
      case Compiled.Text text ->
          throw new IllegalArgumentException(text.definition().name() + " has no registers");
    };
  }

  /** Returns the address of the first register of a Modbus command. */
  public int registerAddress(String command) {
    return switch (compiled(command)) {
      case Compiled.Read read -> read.address();
      case Compiled.Write write -> write.address();
      case Compiled.Text text ->
          throw new IllegalArgumentException(text.definition().name() + " has no registers");
    };
  }

  /**
   * Returns the bytes of a reply, framing included. Values are rounded to what the reply can hold;
   * an absent one is written as the device writes "no value".
   *
   * @param call the request that is answered, as {@link #decodeRequest} returned it
   * @param fields the fields of the reply
   * @param state name of the state to show; not looked at when the profile shows none
   * @throws RefusedValueException when a field is missing or too large for its place
   */
  public Bytes encodeReply(Call call, Fields fields, String state) {
    return switch (compiled(call.command())) {
      case Compiled.Text text -> {
        ByteSink sink = new ByteSink();
        writeReplyHead(sink, state);
        text.reply().write(fields, sink, false);
        writeReplyEnd(sink, state);
        yield FrameCodec.wrap(framing.reply(), sink.toBytes(), address, call.correlation());
      }
      case Compiled.Read read ->
          encodeModbusResponse(
              new ModbusResponse.Registers(read.input(), read.reply().write(fields, false)),
              call.correlation());
      case Compiled.Write write -> {
        Bytes block = write.request().write(call.fields(), false);
        yield encodeModbusResponse(
            write.single()
                ? new ModbusResponse.WrittenSingle(write.address(), block.at(0) << 8 | block.at(1))
                : new ModbusResponse.WrittenMultiple(write.address(), write.count()),
            call.correlation());
      }
    };
  }

  /**
   * Returns the bytes of an error reply.
   *
   * @param call the request that is refused; for one that was not understood, any call with its
   *     correlation
   * @param error the text of one of the profile's errors; for Modbus the exception code in decimal
   * @param state name of the state to show
   */
  public Bytes encodeError(Call call, String error, String state) {
    if (framing.reply().isModbus()) {
      Compiled compiled = commands.get(call.command());
      int function =
          switch (compiled) {
            case null -> 0;
            case Compiled.Text text -> 0;
            case Compiled.Read read -> read.input() ? 4 : 3;
            case Compiled.Write write -> write.single() ? 6 : 16;
          };
      return encodeModbusResponse(
          new ModbusResponse.Refused(function, Integer.parseInt(error)), call.correlation());
    }
    ByteSink sink = new ByteSink();
    writeReplyHead(sink, state);
    sink.add(error);
    writeReplyEnd(sink, state);
    return FrameCodec.wrap(framing.reply(), sink.toBytes(), address, call.correlation());
  }

  /**
   * Returns the bytes of a message that shows a state and nothing else: an alarm, asked for or not.
   */
  public Bytes encodeNotice(String state) {
    ByteSink sink = new ByteSink();
    writeReplyHead(sink, state);
    writeReplyEnd(sink, state);
    return FrameCodec.wrap(framing.reply(), sink.toBytes(), address, 0);
  }

  private void writeReplyHead(ByteSink sink, String state) {
    for (Envelope.Part part : profile.wire().envelope().reply()) {
      switch (part) {
        case ADDRESS -> sink.addDigits(address, profile.wire().addressing().digits());
        case STATE -> {
          if (!stateEnds) {
            sink.add(stateText(state));
          }
        }
        case BODY -> {
          // The caller writes the body.
        }
      }
    }
  }

  private void writeReplyEnd(ByteSink sink, String state) {
    if (stateEnds) {
      sink.add(stateText(state));
    }
  }

  private String stateText(String state) {
    StateWord word = statesByName.get(state);
    if (word == null) {
      throw new IllegalArgumentException(
          "'%s' is not a state of %s; it has %s"
              .formatted(state, profile.id(), statesByName.keySet()));
    }
    return word.text();
  }

  /** Tells what a reply to a call says. */
  public ReplyReading decodeReply(Call call, Bytes frame) {
    return switch (FrameCodec.unwrap(framing.reply(), frame)) {
      case FrameCodec.Content.Broken(String reason, boolean isChecksum) ->
          new ReplyReading.Garbage(
              isChecksum ? BadReason.CHECKSUM : BadReason.UNREADABLE,
              reason + ": " + printable(frame));
      case FrameCodec.Content.Message message ->
          switch (compiled(call.command())) {
            case Compiled.Text text -> textReply(text, message.message());
            case Compiled.Read read -> modbusReply(read, call, message);
            case Compiled.Write write -> modbusReply(write, call, message);
          };
    };
  }

  /**
   * Reads the state that a message shows which nobody asked for; empty when it shows none or is not
   * of this device.
   */
  public Optional<StateWord> decodeNotice(Bytes frame) {
    if (framing.reply().isModbus()
        || !(FrameCodec.unwrap(framing.reply(), frame)
            instanceof FrameCodec.Content.Message message)) {
      return Optional.empty();
    }
    return head(new ByteCursor(message.message(), 0, message.message().length()))
            instanceof Head.Known known
        ? known.state()
        : Optional.empty();
  }

  /** What stands in front of the body of a reply. */
  private sealed interface Head {
    record Known(Optional<StateWord> state) implements Head {}

    record Wrong(BadReason reason) implements Head {}
  }

  private Head head(ByteCursor cursor) {
    Optional<StateWord> state = Optional.empty();
    for (Envelope.Part part : profile.wire().envelope().reply()) {
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
          state = stateEnds ? readPrompt(cursor) : readState(cursor);
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
    for (int i = 0; i < profile.wire().addressing().digits(); i++) {
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
    for (StateWord state : states) {
      String text = state.text();
      boolean matches = cursor.left() >= text.length();
      for (int i = 0; matches && i < text.length(); i++) {
        matches = cursor.peek(i) == text.charAt(i);
      }
      if (matches) {
        cursor.moveTo(cursor.at() + text.length());
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** Takes the state off the end of the message. */
  private Optional<StateWord> readPrompt(ByteCursor cursor) {
    for (StateWord state : states) {
      if (cursor.dropFromEnd(Bytes.ofText(state.text()))) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  private ReplyReading textReply(Compiled.Text text, Bytes message) {
    ByteCursor cursor = new ByteCursor(message, 0, message.length());
    return switch (head(cursor)) {
      case Head.Wrong(BadReason reason) -> new ReplyReading.Garbage(reason, printable(message));
      case Head.Known(Optional<StateWord> state) -> {
        if (state.isPresent() && state.get().swallows() && cursor.isAtEnd()) {
          yield new ReplyReading.DeviceError(
              state.get().name(),
              state.get().alarm().orElse(FaultClass.UNKNOWN),
              state,
              Optional.empty());
        }
        Optional<ErrorRule> error = error(cursor);
        if (error.isPresent()) {
          yield new ReplyReading.DeviceError(
              printable(trimmed(message.slice(cursor.at(), cursor.at() + cursor.left()))),
              error.get().kind(),
              state,
              error.get().recover());
        }
        yield switch (text.reply().read(cursor)) {
          case Template.Match.Whole(Fields fields) ->
              new ReplyReading.Success(fields, state.or(() -> named(text.definition(), fields)));
          case Template.Match.Not(BadReason reason) ->
              new ReplyReading.Garbage(reason, printable(message));
        };
      }
    };
  }

  /** Returns the state that a field of the reply names. */
  private Optional<StateWord> named(CommandDefinition definition, Fields fields) {
    Optional<String> field = definition.manners().stateField();
    return field.isEmpty() ? Optional.empty() : fields.word(field.get()).map(statesByName::get);
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

  private ReplyReading modbusReply(
      Compiled compiled, Call call, FrameCodec.Content.Message message) {
    if (message.address() != address) {
      return new ReplyReading.Garbage(
          BadReason.WRONG_ADDRESS, "unit %d, wanted %d".formatted(message.address(), address));
    }
    if (message.correlation()
        != (framing.reply() instanceof FrameForm.ModbusTcp ? call.correlation() : 0)) {
      return new ReplyReading.Garbage(
          BadReason.UNREADABLE,
          "answers request %d, wanted %d".formatted(message.correlation(), call.correlation()));
    }
    Optional<ModbusResponse> response = ModbusPdus.readResponse(message.message());
    if (response.isEmpty()) {
      return new ReplyReading.Garbage(BadReason.UNREADABLE, message.message().toString());
    }
    return switch (response.get()) {
      case ModbusResponse.Refused(int function, int code) -> refused(compiled, function, code);
      case ModbusResponse.Registers(boolean input, Bytes values)
          when compiled instanceof Compiled.Read read && read.input() == input ->
          switch (read.reply().read(values)) {
            case Template.Match.Whole(Fields fields) ->
                new ReplyReading.Success(fields, Optional.empty());
            case Template.Match.Not(BadReason reason) ->
                new ReplyReading.Garbage(reason, values.toString());
          };
      case ModbusResponse.WrittenSingle(int at, int value)
          when compiled instanceof Compiled.Write write
              && write.single()
              && write.address() == at ->
          echoed(write, call, value);
      case ModbusResponse.WrittenMultiple(int at, int count)
          when compiled instanceof Compiled.Write write
              && !write.single()
              && write.address() == at
              && write.count() == count ->
          new ReplyReading.Success(Fields.NONE, Optional.empty());
      case ModbusResponse other ->
          new ReplyReading.Garbage(BadReason.UNREADABLE, "answers something else: " + other);
    };
  }

  private static ReplyReading echoed(Compiled.Write write, Call call, int value) {
    Bytes sent = write.request().write(call.fields(), true);
    return (sent.at(0) << 8 | sent.at(1)) == value
        ? new ReplyReading.Success(Fields.NONE, Optional.empty())
        : new ReplyReading.Garbage(
            BadReason.UNREADABLE, "echoes %d, sent %s".formatted(value, sent));
  }

  private ReplyReading refused(Compiled compiled, int function, int code) {
    int asked =
        switch (compiled) {
          case Compiled.Text text -> 0;
          case Compiled.Read read -> read.input() ? 4 : 3;
          case Compiled.Write write -> write.single() ? 6 : 16;
        };
    if (function != asked) {
      return new ReplyReading.Garbage(
          BadReason.UNREADABLE, "refuses function %d, wanted %d".formatted(function, asked));
    }
    String text = Integer.toString(code);
    FaultClass kind =
        profile.language().errors().stream()
            .filter(rule -> rule.text().equals(text))
            .map(ErrorRule::kind)
            .findFirst()
            .orElse(
                switch (code) {
                  case 1, 2 -> FaultClass.PROTOCOL;
                  case 3 -> FaultClass.REFUSED_RANGE;
                  case 4 -> FaultClass.HARDWARE_LATCHED;
                  case 5, 6 -> FaultClass.BUSY;
                  default -> FaultClass.UNKNOWN;
                });
    return new ReplyReading.DeviceError(
        "Modbus exception " + code, kind, Optional.empty(), Optional.empty());
  }

  /**
   * Returns the value that the device will hold when it is told this one.
   *
   * @param command a command that writes
   * @param field the field of its request that carries the value
   * @throws RefusedValueException when the device cannot hold it, or only with a change that the
   *     profile refuses
   */
  public Quantity quantised(String command, String field, Quantity quantity) {
    return switch (compiled(command)) {
      case Compiled.Text text ->
          text.request()
              .number(field)
              .map(number -> number.quantised(quantity))
              .orElseThrow(
                  () -> new IllegalArgumentException(command + " has no number '" + field + "'"));
      case Compiled.Write write ->
          write
              .request()
              .field(field)
              .map(register -> register.quantised(quantity))
              .orElseThrow(
                  () -> new IllegalArgumentException(command + " has no number '" + field + "'"));
      case Compiled.Read read ->
          throw new IllegalArgumentException(read.definition().name() + " writes nothing");
    };
  }

  /** Returns the definition of a command. */
  public CommandDefinition command(String name) {
    return compiled(name).definition();
  }

  private Compiled compiled(String command) {
    Compiled compiled = commands.get(command);
    if (compiled == null) {
      throw new IllegalArgumentException("%s has no command '%s'".formatted(profile.id(), command));
    }
    return compiled;
  }

  /** Returns bytes without the spaces and control characters around them. */
  private static Bytes trimmed(Bytes bytes) {
    int from = 0;
    int to = bytes.length();
    while (from < to && bytes.at(from) <= ' ') {
      from++;
    }
    while (to > from && bytes.at(to - 1) <= ' ') {
      to--;
    }
    return bytes.slice(from, to);
  }

  /** Returns bytes as text for a log: whatever is not printable becomes a dot. */
  private static String printable(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length(), MOST_TEXT); i++) {
      int next = bytes.at(i);
      text.append(next >= ' ' && next < 0x7F ? (char) next : '.');
    }
    return text.toString();
  }
}
