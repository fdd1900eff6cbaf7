package dev.weir.simulator.wire;

import dev.weir.device.line.Bytes;
import dev.weir.device.profile.codec.ModbusRequest;
import dev.weir.device.profile.codec.ModbusResponse;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.language.CommandDefinition;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The registers of a simulated Modbus device, for legal requests that no command of its profile
 * makes: what its commands show, register by register.
 *
 * @param codec its codec
 * @param memory what it shows
 * @param state name of its present state
 */
record RegisterImage(ProfileCodec codec, SimulatedMemory memory, String state) {
  private static final int ILLEGAL_FUNCTION = 1;
  private static final int ILLEGAL_ADDRESS = 2;

  /** Returns the answer to a request. */
  Bytes answer(ModbusRequest request, int correlation) {
    ModbusResponse response =
        switch (request) {
          case ModbusRequest.ReadRegisters(boolean input, int address, int count) ->
              registers(input, address, count)
                  .<ModbusResponse>map(values -> new ModbusResponse.Registers(input, values))
                  .orElseGet(() -> new ModbusResponse.Refused(request.function(), ILLEGAL_ADDRESS));
          case ModbusRequest.WriteSingle _,
              ModbusRequest.WriteMultiple _,
              ModbusRequest.ReadBits _,
              ModbusRequest.WriteCoil _ ->
              new ModbusResponse.Refused(request.function(), ILLEGAL_ADDRESS);
          case ModbusRequest.Unsupported(int function) ->
              new ModbusResponse.Refused(function, ILLEGAL_FUNCTION);
        };
    return codec.encodeModbusResponse(response, correlation);
  }

  private Optional<Bytes> registers(boolean input, int address, int count) {
    Bytes values = Bytes.EMPTY;
    for (int register = address; register < address + count; register++) {
      OptionalInt value = register(input, register);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values = values.plus(Bytes.of((byte) (value.getAsInt() >>> 8), (byte) value.getAsInt()));
    }
    return Optional.of(values);
  }

  private OptionalInt register(boolean input, int wanted) {
    CommandDefinition.Table table =
        input ? CommandDefinition.Table.INPUT_REGISTERS : CommandDefinition.Table.HOLDING_REGISTERS;
    for (CommandDefinition command : codec.profile().language().commands().values()) {
      if (command.form() instanceof CommandDefinition.Form.ReadBlock read
          && read.table() == table) {
        int offset = wanted - codec.registerAddress(command.name());
        if (offset >= 0 && offset < read.count()) {
          Bytes block = codec.encodeRegisters(command.name(), memory.shown(command.name(), state));
          return OptionalInt.of(block.at(2 * offset) << 8 | block.at(2 * offset + 1));
        }
      }
    }
    return OptionalInt.empty();
  }
}
