package dev.weir.device.profile.codec;

import dev.weir.device.line.Bytes;

/**
 * A Modbus request as its PDU says it (Modbus Application Protocol V1.1b3, chapter 6). Addresses
 * start at 0; values of several registers are bytes, high byte first.
 */
public sealed interface ModbusRequest {
  /** Returns the function code. */
  int function();

  /**
   * Reading registers.
   *
   * @param input whether they are input registers (function 4), else holding registers (function 3)
   * @param address of the first
   * @param count from 1 to 125
   */
  record ReadRegisters(boolean input, int address, int count) implements ModbusRequest {
    @Override
    public int function() {
      return input ? 4 : 3;
    }
  }

  /**
   * Writing one holding register.
   *
   * @param address of the register
   * @param value from 0 to 65535
   */
  record WriteSingle(int address, int value) implements ModbusRequest {
    @Override
    public int function() {
      return 6;
    }
  }

  /**
   * Writing several holding registers.
   *
   * @param address of the first
   * @param values two bytes for each of 1 to 123 registers
   */
  record WriteMultiple(int address, Bytes values) implements ModbusRequest {
    @Override
    public int function() {
      return 16;
    }

    /** Returns how many registers are written. */
    public int count() {
      return values.length() / 2;
    }
  }

  /**
   * Reading single bits.
   *
   * @param inputs whether they are discrete inputs (function 2), else coils (function 1)
   * @param address of the first
   * @param count from 1 to 2000
   */
  record ReadBits(boolean inputs, int address, int count) implements ModbusRequest {
    @Override
    public int function() {
      return inputs ? 2 : 1;
    }
  }

  /**
   * Writing one coil.
   *
   * @param address of the coil
   * @param on what it becomes
   */
  record WriteCoil(int address, boolean on) implements ModbusRequest {
    @Override
    public int function() {
      return 5;
    }
  }

  /**
   * Anything else, sound in its frame: another function, or one whose parts do not agree.
   *
   * @param function the function code
   */
  record Unsupported(int function) implements ModbusRequest {}
}
