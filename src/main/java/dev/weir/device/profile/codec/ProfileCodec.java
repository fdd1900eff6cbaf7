package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import dev.weir.device.profile.frame.FrameCodec;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.Printable;
import dev.weir.device.profile.language.StateWord;
import dev.weir.units.Quantity;
import java.util.Map;
import java.util.Optional;

/**
 * The words of one configured device, for both sides of its line: the driver encodes requests and
 * decodes replies, the simulator decodes requests and encodes replies, from the same profile.
 * Compiled once; pure and immutable, except that the framers it makes belong to whoever asked for
 * them.
 */
public final class ProfileCodec {
  private final DeviceProfile profile;
  private final Framing framing;
  private final String addressText;
  private final ParameterValues parameters;
  private final Map<String, CompiledCommand> commands;
  private final EnvelopeCodec envelope;
  private final TextCodec text;
  private final ModbusCodec modbus;

  private ProfileCodec(
      DeviceProfile profile,
      Framing framing,
      String addressText,
      ParameterValues parameters,
      Map<String, CompiledCommand> commands) {
    this.profile = profile;
    this.framing = framing;
    this.addressText = addressText;
    this.parameters = parameters;
    this.commands = commands;
    this.envelope = new EnvelopeCodec(profile, addressText);
    NamedStates states = new NamedStates(profile.language().states());
    this.text = new TextCodec(profile, envelope, commands.values(), states);
    this.modbus = new ModbusCodec(profile.language().errors(), commands.values(), states);
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
    return new ProfileCodec(
        profile,
        framing(profile, framing),
        address,
        parameters,
        CompiledCommand.all(profile, parameters));
  }

  /** Returns the codec of the same device in another framing. */
  public ProfileCodec in(String otherFraming) {
    return otherFraming.equals(framing.name())
        ? this
        : new ProfileCodec(
            profile, framing(profile, otherFraming), addressText, parameters, commands);
  }

  /** Returns the codec of the same device with other parameters. */
  public ProfileCodec with(ParameterValues others) {
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
    return envelope.address();
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
      case CompiledCommand.Text command ->
          FrameCodec.wrap(
              framing.request(), text.request(command, call), address(), call.correlation());
      case CompiledCommand.Read read ->
          encodeModbusRequest(ModbusCodec.request(read), call.correlation());
      case CompiledCommand.Write write ->
          encodeModbusRequest(ModbusCodec.request(write, call), call.correlation());
    };
  }

  /** Returns the bytes of any Modbus request to this device. */
  public Bytes encodeModbusRequest(ModbusRequest request, int correlation) {
    return FrameCodec.wrap(framing.request(), ModbusPdus.write(request), address(), correlation);
  }

  /** Returns the bytes of any Modbus response of this device. */
  public Bytes encodeModbusResponse(ModbusResponse response, int correlation) {
    return FrameCodec.wrap(framing.reply(), ModbusPdus.write(response), address(), correlation);
  }

  /** Tells what a frame that reached this device asks for. */
  public RequestReading decodeRequest(Bytes frame) {
    return switch (FrameCodec.unwrap(framing.request(), frame)) {
      case FrameCodec.Content.Broken(String reason, boolean isChecksum) ->
          new RequestReading.Broken(reason, isChecksum);
      case FrameCodec.Content.Message message -> {
        if (!framing.request().isModbus()) {
          yield text.readRequest(message.message());
        }
        yield message.address() == address()
            ? modbus.readRequest(message)
            : new RequestReading.Foreign(message.address());
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
            && message.address() == address()
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
      case CompiledCommand.Read read -> read.reply().write(fields, false);
      case CompiledCommand.Write write -> write.request().write(fields, false);
      case CompiledCommand.Text _ -> throw noRegisters(command);
    };
  }

  /** Returns the address of the first register of a Modbus command. */
  public int registerAddress(String command) {
    return switch (compiled(command)) {
      case CompiledCommand.Read read -> read.address();
      case CompiledCommand.Write write -> write.address();
      case CompiledCommand.Text _ -> throw noRegisters(command);
    };
  }

  private static IllegalArgumentException noRegisters(String command) {
    return new IllegalArgumentException(command + " has no registers");
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
      case CompiledCommand.Text command ->
          wrapReply(text.reply(command, fields, state), call.correlation());
      case CompiledCommand.Read read ->
          encodeModbusResponse(ModbusCodec.response(read, fields), call.correlation());
      case CompiledCommand.Write write ->
          encodeModbusResponse(ModbusCodec.response(write, call), call.correlation());
    };
  }

  private Bytes wrapReply(Bytes message, int correlation) {
    return FrameCodec.wrap(framing.reply(), message, address(), correlation);
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
    if (!framing.reply().isModbus()) {
      return wrapReply(text.reply(error, state), call.correlation());
    }
    int function =
        Optional.ofNullable(commands.get(call.command())).map(CompiledCommand::function).orElse(0);
    return encodeModbusResponse(
        new ModbusResponse.Refused(function, Integer.parseInt(error)), call.correlation());
  }

  /**
   * Returns the bytes of a message that shows a state and nothing else: an alarm, asked for or not.
   */
  public Bytes encodeNotice(String state) {
    return wrapReply(text.reply("", state), 0);
  }

  /** Tells what a reply to a call says. */
  public ReplyReading decodeReply(Call call, Bytes frame) {
    return switch (FrameCodec.unwrap(framing.reply(), frame)) {
      case FrameCodec.Content.Broken(String reason, boolean isChecksum) ->
          new ReplyReading.Garbage(
              isChecksum ? BadReason.CHECKSUM : BadReason.UNREADABLE,
              reason + ": " + Printable.of(frame));
      case FrameCodec.Content.Message message ->
          compiled(call.command()) instanceof CompiledCommand.Text command
              ? text.readReply(command, message.message())
              : modbusReply(compiled(call.command()), call, message);
    };
  }

  private ReplyReading modbusReply(
      CompiledCommand command, Call call, FrameCodec.Content.Message message) {
    if (message.address() != address()) {
      return new ReplyReading.Garbage(
          BadReason.WRONG_ADDRESS, "unit %d, wanted %d".formatted(message.address(), address()));
    }
    int wanted = framing.reply() instanceof FrameForm.ModbusTcp ? call.correlation() : 0;
    return message.correlation() == wanted
        ? modbus.readReply(command, call, message.message())
        : new ReplyReading.Garbage(
            BadReason.UNREADABLE,
            "answers request %d, wanted %d".formatted(message.correlation(), wanted));
  }

  /** Reads what the profile's {@code unsolicited} knows about a message which nobody asked for. */
  public Optional<TextCodec.Told> decodeTold(Bytes frame) {
    return !framing.reply().isModbus()
            && FrameCodec.unwrap(framing.reply(), frame)
                instanceof FrameCodec.Content.Message message
        ? text.readTold(message.message())
        : Optional.empty();
  }

  /**
   * Reads the state that a message shows which nobody asked for; empty when it shows none or is not
   * of this device.
   */
  public Optional<StateWord> decodeNotice(Bytes frame) {
    return !framing.reply().isModbus()
            && FrameCodec.unwrap(framing.reply(), frame)
                instanceof FrameCodec.Content.Message message
        ? text.readNotice(message.message())
        : Optional.empty();
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
    Optional<Quantity> held =
        switch (compiled(command)) {
          case CompiledCommand.Text written ->
              written.request().number(field).map(number -> number.quantised(quantity));
          case CompiledCommand.Write write ->
              write.request().number(field).map(register -> register.quantised(quantity));
          case CompiledCommand.Read _ -> Optional.empty();
        };
    return held.orElseThrow(
        () -> new IllegalArgumentException(command + " writes no number '" + field + "'"));
  }

  /** Returns the definition of a command. */
  public CommandDefinition command(String name) {
    return compiled(name).definition();
  }

  private CompiledCommand compiled(String command) {
    CompiledCommand compiled = commands.get(command);
    if (compiled == null) {
      throw new IllegalArgumentException("%s has no command '%s'".formatted(profile.id(), command));
    }
    return compiled;
  }
}
