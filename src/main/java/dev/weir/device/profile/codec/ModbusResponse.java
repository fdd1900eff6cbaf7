package dev.weir.device.profile.codec;

import dev.weir.device.line.Bytes;

/** A Modbus response as its PDU says it. */
public sealed interface ModbusResponse {
  /**
   * The registers that were read.
   *
   * @param input whether they are input registers
   * @param values two bytes a register, high byte first
   */
  record Registers(boolean input, Bytes values) implements ModbusResponse {}

  /**
   * One register was written: the request again.
   *
   * @param address of the register
   * @param value from 0 to 65535
   */
  record WrittenSingle(int address, int value) implements ModbusResponse {}

  /**
   * Several registers were written.
   *
   * @param address of the first
   * @param count how many
   */
  record WrittenMultiple(int address, int count) implements ModbusResponse {}

  /**
   * The single bits that were read.
   *
   * @param inputs whether they are discrete inputs
   * @param packed eight a byte, the first in the lowest bit
   */
  record Bits(boolean inputs, Bytes packed) implements ModbusResponse {}

  /**
   * One coil was written: the request again.
   *
   * @param address of the coil
   * @param on what it became
   */
  record WrittenCoil(int address, boolean on) implements ModbusResponse {}

  /**
   * The request was refused.
   *
   * @param function the function code of the request
   * @param code 1 illegal function, 2 illegal data address, 3 illegal data value, 4 device failure,
   *     6 busy
   */
  record Refused(int function, int code) implements ModbusResponse {}
}
