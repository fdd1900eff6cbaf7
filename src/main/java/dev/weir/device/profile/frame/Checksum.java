package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import java.util.Locale;

/**
 * The checksum of a frame.
 *
 * @param algorithm how it is counted
 * @param encoding how it is written
 * @param covers which bytes of the frame it covers beside the message
 * @param before what stands between the message and the checksum; not covered
 */
public record Checksum(Algorithm algorithm, Encoding encoding, Covers covers, Bytes before) {
  /** How a checksum is counted. */
  public enum Algorithm {
    /** Sum of all bytes, modulo 256. */
    SUM8(1),
    /** Two's complement of that sum: all bytes and it add up to zero. */
    SUM8_NEGATED(1),
    /** All bytes, exclusive or. */
    XOR8(1),
    /** Sum of all bytes, modulo 65536. */
    SUM16(2),
    /** Polynomial 1021, start value 0. */
    CRC16_XMODEM(2),
    /** Polynomial 1021, start value FFFF. */
    CRC16_CCITT_FALSE(2),
    /** Reflected polynomial A001, start value FFFF. */
    CRC16_MODBUS(2);

    private final int bytes;

    Algorithm(int bytes) {
      this.bytes = bytes;
    }

    int of(byte[] content) {
      return switch (this) {
        case SUM8 -> sum(content) & 0xFF;
        case SUM8_NEGATED -> -sum(content) & 0xFF;
        case XOR8 -> xor(content);
        case SUM16 -> sum(content) & 0xFFFF;
        case CRC16_XMODEM -> Crc.xmodem(content, 0, content.length);
        case CRC16_CCITT_FALSE -> Crc.ccittFalse(content, 0, content.length);
        case CRC16_MODBUS -> Crc.modbus(content, 0, content.length);
      };
    }

    private static int sum(byte[] content) {
      int sum = 0;
      for (byte next : content) {
        sum += next & 0xFF;
      }
      return sum;
    }

    private static int xor(byte[] content) {
      int xor = 0;
      for (byte next : content) {
        xor ^= next & 0xFF;
      }
      return xor;
    }
  }

  /** How a checksum is written. */
  public enum Encoding {
    /** Bytes, the high one first. */
    BINARY,
    /** Bytes, the low one first. */
    BINARY_LOW_FIRST,
    /** Upper-case hexadecimal digits; lower-case ones are read as well. */
    HEX,
    /** Decimal digits with zeros in front: three for a byte, five for two. */
    DECIMAL
  }

  /** Which bytes of the frame a checksum covers beside the message. */
  public enum Covers {
    /** None. */
    MESSAGE,
    /** What stands in front of it. */
    WITH_START,
    /** The end byte, behind which the checksum then stands. */
    WITH_END
  }

  /** Returns how many bytes it takes, {@code before} left out. */
  int length() {
    return switch (encoding) {
      case BINARY, BINARY_LOW_FIRST -> algorithm.bytes;
      case HEX -> 2 * algorithm.bytes;
      case DECIMAL -> algorithm.bytes == 1 ? 3 : 5;
    };
  }

  /** Returns it as written. */
  Bytes of(Bytes covered) {
    int value = algorithm.of(covered.toArray());
    return switch (encoding) {
      case BINARY ->
          algorithm.bytes == 1
              ? Bytes.of((byte) value)
              : Bytes.of((byte) (value >>> 8), (byte) value);
      case BINARY_LOW_FIRST ->
          algorithm.bytes == 1
              ? Bytes.of((byte) value)
              : Bytes.of((byte) value, (byte) (value >>> 8));
      case HEX -> Bytes.ofText(("%0" + length() + "X").formatted(value));
      case DECIMAL -> Bytes.ofText(("%0" + length() + "d").formatted(value));
    };
  }

  /** Tells whether what stands in a frame is the checksum of what it covers. */
  boolean matches(Bytes covered, Bytes written) {
    Bytes wanted = of(covered);
    return encoding == Encoding.HEX
        ? wanted.toText().equals(written.toText().toUpperCase(Locale.ROOT))
        : wanted.equals(written);
  }
}
