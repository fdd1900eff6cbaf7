package dev.weir.device.profile.codec;

import dev.weir.device.line.Bytes;
import java.util.Optional;

/** Modbus PDUs as bytes, for both sides of a line. Pure. */
public final class ModbusPdus {
  /** Most registers of one read, Modbus Application Protocol V1.1b3, 6.3. */
  static final int MOST_READ = 125;

  /** Most registers of one write, 6.12. */
  public static final int MOST_WRITTEN = 123;

  /** Most bits of one read, 6.1. */
  static final int MOST_BITS = 2000;

  /** A coil that is on, 6.5. */
  private static final int ON = 0xFF00;

  private static final int ERROR_BIT = 0x80;

  private ModbusPdus() {}

  static Bytes write(ModbusRequest request) {
    return switch (request) {
      case ModbusRequest.ReadRegisters read -> words(read.function(), read.address(), read.count());
      case ModbusRequest.WriteSingle single ->
          words(single.function(), single.address(), single.value());
      case ModbusRequest.WriteMultiple multiple ->
          words(multiple.function(), multiple.address(), multiple.count())
              .plus(Bytes.of((byte) multiple.values().length()))
              .plus(multiple.values());
      case ModbusRequest.ReadBits read -> words(read.function(), read.address(), read.count());
      case ModbusRequest.WriteCoil(int address, boolean on) -> words(5, address, on ? ON : 0);
      case ModbusRequest.Unsupported(int function) -> Bytes.of((byte) function);
    };
  }

  static Bytes write(ModbusResponse response) {
    return switch (response) {
      case ModbusResponse.Registers(boolean input, Bytes values) ->
          Bytes.of((byte) (input ? 4 : 3), (byte) values.length()).plus(values);
      case ModbusResponse.WrittenSingle(int address, int value) -> words(6, address, value);
      case ModbusResponse.WrittenMultiple(int address, int count) -> words(16, address, count);
      case ModbusResponse.Bits(boolean inputs, Bytes packed) ->
          Bytes.of((byte) (inputs ? 2 : 1), (byte) packed.length()).plus(packed);
      case ModbusResponse.WrittenCoil(int address, boolean on) -> words(5, address, on ? ON : 0);
      case ModbusResponse.Refused(int function, int code) ->
          Bytes.of((byte) (function | ERROR_BIT), (byte) code);
    };
  }

  static ModbusRequest readRequest(Bytes pdu) {
    int function = pdu.length() == 0 ? 0 : pdu.at(0);
    if (pdu.length() == 5) {
      int address = word(pdu, 1);
      int value = word(pdu, 3);
      if ((function == 3 || function == 4) && value >= 1 && value <= MOST_READ) {
        return new ModbusRequest.ReadRegisters(function == 4, address, value);
      }
      if (function == 6) {
        return new ModbusRequest.WriteSingle(address, value);
      }
      if ((function == 1 || function == 2) && value >= 1 && value <= MOST_BITS) {
        return new ModbusRequest.ReadBits(function == 2, address, value);
      }
      if (function == 5 && (value == ON || value == 0)) {
        return new ModbusRequest.WriteCoil(address, value == ON);
      }
    }
    if (function == 16 && pdu.length() > 6) {
      int count = word(pdu, 3);
      if (count >= 1
          && count <= MOST_WRITTEN
          && pdu.at(5) == 2 * count
          && pdu.length() == 6 + 2 * count) {
        return new ModbusRequest.WriteMultiple(word(pdu, 1), pdu.slice(6, pdu.length()));
      }
    }
    return new ModbusRequest.Unsupported(function);
  }

  /** Reads a response; empty when it is none. */
  static Optional<ModbusResponse> readResponse(Bytes pdu) {
    if (pdu.length() < 2) {
      return Optional.empty();
    }
    int function = pdu.at(0);
    if ((function & ERROR_BIT) != 0) {
      return pdu.length() == 2
          ? Optional.of(new ModbusResponse.Refused(function & ~ERROR_BIT, pdu.at(1)))
          : Optional.empty();
    }
    if (function == 3 || function == 4) {
      boolean agrees = pdu.at(1) == pdu.length() - 2 && pdu.at(1) % 2 == 0 && pdu.at(1) > 0;
      return agrees
          ? Optional.of(new ModbusResponse.Registers(function == 4, pdu.slice(2, pdu.length())))
          : Optional.empty();
    }
    if (function == 1 || function == 2) {
      return pdu.at(1) == pdu.length() - 2 && pdu.at(1) > 0
          ? Optional.of(new ModbusResponse.Bits(function == 2, pdu.slice(2, pdu.length())))
          : Optional.empty();
    }
    if (function == 5 && pdu.length() == 5 && (word(pdu, 3) == ON || word(pdu, 3) == 0)) {
      return Optional.of(new ModbusResponse.WrittenCoil(word(pdu, 1), word(pdu, 3) == ON));
    }
    if (function == 6 && pdu.length() == 5) {
      return Optional.of(new ModbusResponse.WrittenSingle(word(pdu, 1), word(pdu, 3)));
    }
    if (function == 16 && pdu.length() == 5) {
      return Optional.of(new ModbusResponse.WrittenMultiple(word(pdu, 1), word(pdu, 3)));
    }
    return Optional.empty();
  }

  private static Bytes words(int function, int first, int second) {
    return Bytes.of(
        (byte) function, (byte) (first >>> 8), (byte) first, (byte) (second >>> 8), (byte) second);
  }

  private static int word(Bytes pdu, int at) {
    return pdu.at(at) << 8 | pdu.at(at + 1);
  }
}
