package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import java.util.List;
import java.util.Optional;
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
   * @param checksum what stands between message and terminator, if anything does
   * @param maxLength most bytes of a legal frame
   */
  record Line(
      List<Bytes> terminators,
      boolean emptyIsMessage,
      Set<Integer> strip,
      Optional<Checksum> checksum,
      int maxLength)
      implements FrameForm {
    /** Copies the collections; rejects a line without a terminator. */
    public Line {
      terminators = List.copyOf(terminators);
      strip = Set.copyOf(strip);
      if (terminators.isEmpty() || terminators.stream().anyMatch(end -> end.length() == 0)) {
        throw new IllegalArgumentException(
            "a line needs at least one terminator, none of them empty");
      }
      if (checksum.filter(sum -> sum.covers() != Checksum.Covers.MESSAGE).isPresent()) {
        throw new IllegalArgumentException("the checksum of a line covers its message");
      }
    }
  }

  /**
   * A message between two bytes that appear nowhere in it.
   *
   * @param start the first byte, for example 2 (STX)
   * @param end the last byte, for example 3 (ETX)
   * @param alone bytes that are a whole frame by themselves (ACK, NAK)
   * @param checksum before the end byte, or behind it when it covers it
   * @param maxLength most bytes of a legal frame
   */
  record Enclosed(
      int start, int end, Set<Integer> alone, Optional<Checksum> checksum, int maxLength)
      implements FrameForm {
    /** Copies the set. */
    public Enclosed {
      alone = Set.copyOf(alone);
    }

    /** Returns how many bytes stand behind the end byte. */
    int tail() {
      return checksum
          .filter(sum -> sum.covers() == Checksum.Covers.WITH_END)
          .map(Checksum::length)
          .orElse(0);
    }
  }

  /**
   * A frame of known length, in which a message may hold any byte: start, length where it is not
   * fixed, message, checksum, end.
   *
   * @param start the first bytes; may be none
   * @param size how long the message is
   * @param checksum what follows the message, if anything does
   * @param end the last bytes; may be none
   * @param maxLength most bytes of a legal frame
   */
  record Packet(Bytes start, Size size, Optional<Checksum> checksum, Bytes end, int maxLength)
      implements FrameForm {
    /** How long the message is. */
    public sealed interface Size {
      /**
       * Always the same.
       *
       * @param bytes so many bytes
       */
      record Fixed(int bytes) implements Size {}

      /**
       * As its length says.
       *
       * @param bytes how many bytes the length takes, 1 or 2
       * @param lowFirst whether the low one of two comes first
       * @param after how many bytes of the message stand in front of it
       * @param adds what it is larger than the number of bytes of the message behind it
       */
      record Told(int bytes, boolean lowFirst, int after, int adds) implements Size {}
    }

    /** Returns the bytes of a frame that are not message. */
    public int overhead() {
      int told = size instanceof Size.Told length ? length.bytes() : 0;
      return start.length()
          + told
          + checksum.map(sum -> sum.before().length() + sum.length()).orElse(0)
          + end.length();
    }
  }

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

  /** Modbus ASCII: colon, PDU in hex with unit and LRC, CR LF. */
  record ModbusAscii() implements FrameForm {
    @Override
    public int maxLength() {
      return 513;
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
    return this instanceof ModbusRtu || this instanceof ModbusTcp || this instanceof ModbusAscii;
  }
}
