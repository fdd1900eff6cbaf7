package dev.weir.device.profile;

import dev.weir.device.line.Bytes;
import java.util.List;
import java.util.Set;

/** How the bytes of one message, request or reply, are set apart from the next. */
public sealed interface FrameForm {
  /** Returns the most bytes that a legal frame has, framing included. */
  int maxLength();

  /**
   * A message that ends with a terminator.
   *
   * @param terminators any of them ends a frame; the first is the one that is written
   * @param emptyIsMessage whether a terminator alone is a message too; else it is passed over, like
   *     the second half of a two-byte terminator of another writer
   * @param strip bytes that are dropped wherever they appear (XON, XOFF)
   * @param maxLength most bytes of a legal frame
   */
  record Line(List<Bytes> terminators, boolean emptyIsMessage, Set<Integer> strip, int maxLength)
      implements FrameForm {
    /** Copies the collections; rejects a line without a terminator. */
    public Line {
      terminators = List.copyOf(terminators);
      strip = Set.copyOf(strip);
      if (terminators.isEmpty() || terminators.stream().anyMatch(end -> end.length() == 0)) {
        throw new IllegalArgumentException(
            "a line needs at least one terminator, none of them empty");
      }
    }
  }

  /**
   * A message between two bytes that appear nowhere in it.
   *
   * @param start the first byte, for example 2 (STX)
   * @param end the last byte, for example 3 (ETX)
   * @param maxLength most bytes of a legal frame
   */
  record Enclosed(int start, int end, int maxLength) implements FrameForm {}

  /**
   * Start byte, one length byte that counts itself and everything after it, the message, a CRC-16
   * (polynomial 1021, start value 0, high byte first) of the message, end byte: the NE-1000's safe
   * mode, manual p.34.
   *
   * @param start the first byte
   * @param end the last byte
   * @param maxLength most bytes of a legal frame
   */
  record LengthPrefixed(int start, int end, int maxLength) implements FrameForm {}

  /**
   * A message that ends when the line falls silent for the profile's inter-byte timeout: for
   * devices whose replies have no terminator of their own.
   *
   * @param strip bytes that are dropped wherever they appear (XON, XOFF)
   * @param maxLength most bytes of a legal frame
   */
  record Silence(Set<Integer> strip, int maxLength) implements FrameForm {
    /** Copies the set. */
    public Silence {
      strip = Set.copyOf(strip);
    }
  }

  /** Modbus RTU: unit, PDU, CRC. */
  record ModbusRtu() implements FrameForm {
    @Override
    public int maxLength() {
      return 256;
    }
  }

  /** Modbus TCP: MBAP header with unit, PDU. */
  record ModbusTcp() implements FrameForm {
    @Override
    public int maxLength() {
      return 260;
    }
  }

  /** Nothing travels in frames: the device hands over files. */
  record NoFrames() implements FrameForm {
    @Override
    public int maxLength() {
      return 0;
    }
  }

  /** Tells whether the message inside is a Modbus PDU. */
  default boolean isModbus() {
    return this instanceof ModbusRtu || this instanceof ModbusTcp;
  }
}
