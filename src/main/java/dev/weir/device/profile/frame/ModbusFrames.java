package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import java.util.HexFormat;
import java.util.Locale;

/** The three ways in which a Modbus PDU is framed. Pure. */
final class ModbusFrames {
  private static final Checksum LRC =
      new Checksum(
          Checksum.Algorithm.SUM8_NEGATED,
          Checksum.Encoding.BINARY,
          Checksum.Covers.MESSAGE,
          Bytes.EMPTY);

  private ModbusFrames() {}

  static Bytes rtu(Bytes pdu, int unit) {
    Bytes covered = Bytes.of((byte) unit).plus(pdu);
    int crc = Crc.modbus(covered.toArray(), 0, covered.length());
    return covered.plus(Bytes.of((byte) crc, (byte) (crc >>> 8)));
  }

  static Bytes tcp(Bytes pdu, int unit, int correlation) {
    int length = pdu.length() + 1;
    return Bytes.of(
            (byte) (correlation >>> 8),
            (byte) correlation,
            (byte) 0,
            (byte) 0,
            (byte) (length >>> 8),
            (byte) length,
            (byte) unit)
        .plus(pdu);
  }

  static Bytes ascii(Bytes pdu, int unit) {
    Bytes covered = Bytes.of((byte) unit).plus(pdu);
    String hex = HexFormat.of().withUpperCase().formatHex(covered.plus(LRC.of(covered)).toArray());
    return Bytes.ofText(":" + hex + "\r\n");
  }

  static FrameCodec.Content unwrapRtu(Bytes frame) {
    int total = frame.length();
    if (total < 4) {
      return broken("shorter than any Modbus RTU frame");
    }
    if (Crc.modbus(frame.toArray(), 0, total - 2)
        != (frame.at(total - 1) << 8 | frame.at(total - 2))) {
      return new FrameCodec.Content.Broken("wrong checksum", true);
    }
    return new FrameCodec.Content.Message(frame.slice(1, total - 2), frame.at(0), 0);
  }

  static FrameCodec.Content unwrapTcp(Bytes frame) {
    int total = frame.length();
    if (total < 8) {
      return broken("shorter than any Modbus TCP frame");
    }
    if (frame.at(2) != 0 || frame.at(3) != 0 || (frame.at(4) << 8 | frame.at(5)) != total - 6) {
      return broken("not a Modbus TCP header");
    }
    return new FrameCodec.Content.Message(
        frame.slice(7, total), frame.at(6), frame.at(0) << 8 | frame.at(1));
  }

  static FrameCodec.Content unwrapAscii(Bytes frame) {
    int total = frame.length();
    boolean framed =
        total >= 9
            && frame.at(0) == ':'
            && frame.at(total - 2) == '\r'
            && frame.at(total - 1) == '\n';
    if (!framed) {
      return broken("not between a colon and CR LF");
    }
    Bytes content;
    try {
      content = Bytes.ofHex(frame.slice(1, total - 2).toText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return broken("not in hexadecimal digits: " + e.getMessage());
    }
    if (content.length() < 3) {
      return broken("shorter than any Modbus ASCII frame");
    }
    Bytes covered = content.slice(0, content.length() - 1);
    return LRC.matches(covered, content.slice(content.length() - 1, content.length()))
        ? new FrameCodec.Content.Message(covered.slice(1, covered.length()), covered.at(0), 0)
        : new FrameCodec.Content.Broken("wrong checksum", true);
  }

  private static FrameCodec.Content broken(String reason) {
    return new FrameCodec.Content.Broken(reason, false);
  }
}
