package dev.weir.device.profile.codec;

import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.ParameterValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** A command's templates or register blocks, compiled for one configured device. Immutable. */
sealed interface CompiledCommand {
  /** Returns what it was compiled of. */
  CommandDefinition definition();

  /** Texts. */
  record Text(CommandDefinition definition, Template request, Template reply)
      implements CompiledCommand {}

  /** Reading a block. */
  record Read(
      CommandDefinition definition,
      CommandDefinition.Table table,
      int address,
      int count,
      RegisterCodec reply)
      implements CompiledCommand {}

  /** Writing a block. */
  record Write(
      CommandDefinition definition,
      CommandDefinition.Table table,
      boolean single,
      int address,
      int count,
      RegisterCodec request)
      implements CompiledCommand {}

  /** Compiles every command of a profile. */
  static Map<String, CompiledCommand> all(DeviceProfile profile, ParameterValues parameters) {
    Map<String, CompiledCommand> commands = new LinkedHashMap<>();
    for (CommandDefinition command : profile.language().commands().values()) {
      commands.put(command.name(), of(command, parameters));
    }
    return commands;
  }

  private static CompiledCommand of(CommandDefinition command, ParameterValues parameters) {
    return switch (command.form()) {
      case CommandDefinition.Form.Text(String request, String reply) ->
          new Text(
              command,
              Template.of(request, command.requestFields(), parameters),
              Template.of(reply, command.replyFields(), parameters));
      case CommandDefinition.Form.ReadBlock(var table, Choice<Integer> address, int count) ->
          new Read(
              command,
              table,
              address.in(parameters),
              count,
              RegisterCodec.of(command.replyFields().values(), count, parameters));
      case CommandDefinition.Form.WriteBlock(
              var table,
              boolean single,
              Choice<Integer> address,
              int count) ->
          new Write(
              command,
              table,
              single,
              address.in(parameters),
              count,
              RegisterCodec.of(command.requestFields().values(), count, parameters));
    };
  }

  /** Returns the Modbus function that it calls; 0 for a text. */
  default int function() {
    return switch (this) {
      case Text _ -> 0;
      case Read read ->
          switch (read.table()) {
            case COILS -> 1;
            case DISCRETE_INPUTS -> 2;
            case HOLDING_REGISTERS -> 3;
            case INPUT_REGISTERS -> 4;
          };
      case Write write -> write.table().isBits() ? 5 : write.single() ? 6 : 16;
    };
  }
}
