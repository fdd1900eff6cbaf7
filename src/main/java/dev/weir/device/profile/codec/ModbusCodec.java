package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.FaultClass;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.FrameCodec;
import dev.weir.device.profile.language.Call;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Modbus requests and responses inside their frames, for both sides of a line. Immutable. */
final class ModbusCodec {
  private final List<ErrorRule> errors;
  private final Collection<CompiledCommand> commands;
  private final NamedStates states;

  ModbusCodec(List<ErrorRule> errors, Collection<CompiledCommand> commands, NamedStates states) {
    this.errors = errors;
    this.commands = commands;
    this.states = states;
  }

  static ModbusRequest request(CompiledCommand.Read read) {
    return read.table().isBits()
        ? new ModbusRequest.ReadBits(
            read.table() == CommandDefinition.Table.DISCRETE_INPUTS, read.address(), read.count())
        : new ModbusRequest.ReadRegisters(isInput(read), read.address(), read.count());
  }

  private static boolean isInput(CompiledCommand.Read read) {
    return read.table() == CommandDefinition.Table.INPUT_REGISTERS;
  }

  static ModbusRequest request(CompiledCommand.Write write, Call call) {
    Bytes block = write.request().write(call.fields(), true);
    if (write.table().isBits()) {
      return new ModbusRequest.WriteCoil(write.address(), CoilBlock.isOn(block, 0));
    }
    return write.single()
        ? new ModbusRequest.WriteSingle(write.address(), word(block))
        : new ModbusRequest.WriteMultiple(write.address(), block);
  }

  private static int word(Bytes block) {
    return block.at(0) << 8 | block.at(1);
  }

  static ModbusResponse response(CompiledCommand.Read read, Fields fields) {
    Bytes block = read.reply().write(fields, false);
    return read.table().isBits()
        ? new ModbusResponse.Bits(
            read.table() == CommandDefinition.Table.DISCRETE_INPUTS, CoilBlock.packed(block))
        : new ModbusResponse.Registers(isInput(read), block);
  }

  static ModbusResponse response(CompiledCommand.Write write, Call call) {
    Bytes block = write.request().write(call.fields(), false);
    if (write.table().isBits()) {
      return new ModbusResponse.WrittenCoil(write.address(), CoilBlock.isOn(block, 0));
    }
    return write.single()
        ? new ModbusResponse.WrittenSingle(write.address(), word(block))
        : new ModbusResponse.WrittenMultiple(write.address(), write.count());
  }

  RequestReading readRequest(FrameCodec.Content.Message message) {
    ModbusRequest request = ModbusPdus.readRequest(message.message());
    for (CompiledCommand compiled : commands) {
      Optional<Fields> fields = fieldsOf(compiled, request);
      if (fields.isPresent()) {
        return new RequestReading.Understood(
            new Call(compiled.definition().name(), fields.get(), message.correlation()));
      }
    }
    return new RequestReading.Unknown(request.toString(), message.correlation());
  }

  private static Optional<Fields> fieldsOf(CompiledCommand compiled, ModbusRequest request) {
    return switch (compiled) {
      case CompiledCommand.Text _ -> Optional.empty();
      case CompiledCommand.Read read ->
          request.equals(request(read)) ? Optional.of(Fields.NONE) : Optional.empty();
      case CompiledCommand.Write write ->
          blockOf(write, request)
              .map(write.request()::read)
              .filter(Template.Match.Whole.class::isInstance)
              .map(match -> ((Template.Match.Whole) match).fields());
    };
  }

  private static Optional<Bytes> blockOf(CompiledCommand.Write write, ModbusRequest request) {
    return switch (request) {
      case ModbusRequest.WriteCoil(int address, boolean on)
          when write.table().isBits() && address == write.address() ->
          Optional.of(Bytes.of((byte) 0, (byte) (on ? 1 : 0)));
      case ModbusRequest.WriteSingle(int address, int value)
          when !write.table().isBits() && write.single() && address == write.address() ->
          Optional.of(Bytes.of((byte) (value >>> 8), (byte) value));
      case ModbusRequest.WriteMultiple(int address, Bytes values)
          when !write.single() && address == write.address() ->
          Optional.of(values);
      case ModbusRequest _ -> Optional.empty();
    };
  }

  /** Tells what a response to a command says. */
  ReplyReading readReply(CompiledCommand compiled, Call call, Bytes message) {
    Optional<ModbusResponse> response = ModbusPdus.readResponse(message);
    if (response.isEmpty()) {
      return new ReplyReading.Garbage(BadReason.UNREADABLE, message.toString());
    }
    return switch (response.get()) {
      case ModbusResponse.Refused(int function, int code) -> refused(compiled, function, code);
      case ModbusResponse.Registers(boolean input, Bytes values)
          when compiled instanceof CompiledCommand.Read read
              && !read.table().isBits()
              && isInput(read) == input ->
          block(read, values);
      case ModbusResponse.Bits(boolean inputs, Bytes packed)
          when compiled instanceof CompiledCommand.Read read
              && read.function() == (inputs ? 2 : 1)
              && packed.length() == (read.count() + 7) / 8 ->
          block(read, CoilBlock.unpacked(packed, read.count()));
      case ModbusResponse.WrittenCoil(int at, boolean on)
          when compiled instanceof CompiledCommand.Write write
              && write.table().isBits()
              && write.address() == at ->
          echoed(write, call, on ? 1 : 0);
      case ModbusResponse.WrittenSingle(int at, int value)
          when compiled instanceof CompiledCommand.Write write
              && write.function() == 6
              && write.address() == at ->
          echoed(write, call, value);
      case ModbusResponse.WrittenMultiple(int at, int count)
          when compiled instanceof CompiledCommand.Write write
              && !write.single()
              && write.address() == at
              && write.count() == count ->
          new ReplyReading.Success(Fields.NONE, List.of());
      case ModbusResponse other ->
          new ReplyReading.Garbage(BadReason.UNREADABLE, "answers something else: " + other);
    };
  }

  private ReplyReading block(CompiledCommand.Read read, Bytes values) {
    return switch (read.reply().read(values)) {
      case Template.Match.Whole(Fields fields) ->
          new ReplyReading.Success(fields, states.of(read.definition(), fields));
      case Template.Match.Not(BadReason reason) ->
          new ReplyReading.Garbage(reason, values.toString());
    };
  }

  private static ReplyReading echoed(CompiledCommand.Write write, Call call, int value) {
    Bytes sent = write.request().write(call.fields(), true);
    return word(sent) == value
        ? new ReplyReading.Success(Fields.NONE, List.of())
        : new ReplyReading.Garbage(
            BadReason.UNREADABLE, "echoes %d, sent %s".formatted(value, sent));
  }

  private ReplyReading refused(CompiledCommand compiled, int function, int code) {
    if (function != compiled.function()) {
      return new ReplyReading.Garbage(
          BadReason.UNREADABLE,
          "refuses function %d, wanted %d".formatted(function, compiled.function()));
    }
    String text = Integer.toString(code);
    FaultClass kind =
        errors.stream()
            .filter(rule -> rule.text().equals(text))
            .map(ErrorRule::kind)
            .findFirst()
            .orElse(ModbusExceptions.kind(code));
    Optional<String> clearWith =
        errors.stream()
            .filter(rule -> rule.text().equals(text))
            .flatMap(rule -> rule.clearWith().stream())
            .findFirst();
    return new ReplyReading.DeviceError(
        "Modbus exception " + code, kind, Optional.empty(), clearWith, Optional.empty());
  }
}
