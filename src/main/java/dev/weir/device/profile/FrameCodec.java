package dev.weir.device.profile;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;

/** Puts a message into its frame and takes it out again. Pure. */
final class FrameCodec {
  private FrameCodec() {}

  /** What is in a frame. */
  sealed interface Content {
    /**
     * The message.
     *
     * @param message the bytes inside the frame
     * @param address the address that the frame carries; 0 where it carries none
     * @param correlation the number that the frame carries; 0 where it carries none
     */
    record Message(Bytes message, int address, int correlation) implements Content {}

    /** Not a frame of this form. */
    record Broken(String reason, boolean isChecksum) implements Content {}
  }

  static Bytes wrap(FrameForm form, Bytes message, int address, int correlation) {
    Bytes frame =
        switch (form) {
          case FrameForm.Line line -> message.plus(line.terminators().getFirst());
          case FrameForm.Enclosed enclosed ->
              Bytes.of((byte) enclosed.start()).plus(message).plus(Bytes.of((byte) enclosed.end()));
          case FrameForm.LengthPrefixed prefixed -> lengthPrefixed(prefixed, message);
          case FrameForm.Silence silence -> message;
          case FrameForm.ModbusRtu() -> {
            byte[] bytes =
                Bytes.of((byte) address).plus(message).plus(Bytes.of((byte) 0, (byte) 0)).toArray();
            int crc = Crc.modbus(bytes, 0, bytes.length - 2);
            bytes[bytes.length - 2] = (byte) crc;
            bytes[bytes.length - 1] = (byte) (crc >>> 8);
            yield Bytes.of(bytes);
          }
          case FrameForm.ModbusTcp() -> {
            int length = message.length() + 1;
            yield Bytes.of(
                    (byte) (correlation >>> 8),
                    (byte) correlation,
                    (byte) 0,
                    (byte) 0,
                    (byte) (length >>> 8),
                    (byte) length,
                    (byte) address)
                .plus(message);
          }
          case FrameForm.NoFrames() ->
              throw new IllegalStateException("this device exchanges no messages");
        };
    if (frame.length() > form.maxLength()) {
      throw new RefusedValueException(
          "a message of %d bytes is longer than %d bytes"
              .formatted(frame.length(), form.maxLength()));
    }
    return frame;
  }

  private static Bytes lengthPrefixed(FrameForm.LengthPrefixed form, Bytes message) {
    byte[] content = message.toArray();
    int crc = Crc.xmodem(content, 0, content.length);
    return Bytes.of((byte) form.start(), (byte) (content.length + 4))
        .plus(message)
        .plus(Bytes.of((byte) (crc >>> 8), (byte) crc, (byte) form.end()));
  }

  static Content unwrap(FrameForm form, Bytes frame) {
    if (frame.length() > form.maxLength()) {
      return new Content.Broken("longer than %d bytes".formatted(form.maxLength()), false);
    }
    return switch (form) {
      case FrameForm.Line line -> unwrapLine(line, frame);
      case FrameForm.Enclosed enclosed -> unwrapEnclosed(enclosed, frame);
      case FrameForm.LengthPrefixed prefixed -> unwrapLengthPrefixed(prefixed, frame);
      case FrameForm.Silence silence -> new Content.Message(frame, 0, 0);
      case FrameForm.ModbusRtu() -> unwrapRtu(frame);
      case FrameForm.ModbusTcp() -> unwrapTcp(frame);
      case FrameForm.NoFrames() -> new Content.Broken("this device exchanges no messages", false);
    };
  }

  private static Content unwrapLine(FrameForm.Line form, Bytes frame) {
    int end = frame.length();
    boolean found = false;
    for (boolean again = true; again; ) {
      again = false;
      for (Bytes terminator : form.terminators()) {
        if (endsWith(frame, end, terminator)) {
          end -= terminator.length();
          found = true;
          again = true;
        }
      }
    }
    if (!found) {
      return new Content.Broken("no terminator", false);
    }
    return new Content.Message(frame.slice(0, end), 0, 0);
  }

  private static boolean endsWith(Bytes frame, int end, Bytes terminator) {
    if (terminator.length() > end) {
      return false;
    }
    for (int i = 0; i < terminator.length(); i++) {
      if (frame.at(end - terminator.length() + i) != terminator.at(i)) {
        return false;
      }
    }
    return true;
  }

  private static Content unwrapEnclosed(FrameForm.Enclosed form, Bytes frame) {
    int last = frame.length() - 1;
    if (last < 1 || frame.at(0) != form.start() || frame.at(last) != form.end()) {
      return new Content.Broken("not between its start and end bytes", false);
    }
    for (int i = 1; i < last; i++) {
      if (frame.at(i) == form.start() || frame.at(i) == form.end()) {
        return new Content.Broken("a start or end byte within", false);
      }
    }
    return new Content.Message(frame.slice(1, last), 0, 0);
  }

  private static Content unwrapLengthPrefixed(FrameForm.LengthPrefixed form, Bytes frame) {
    int total = frame.length();
    if (total < 5
        || frame.at(0) != form.start()
        || frame.at(total - 1) != form.end()
        || frame.at(1) != total - 1) {
      return new Content.Broken("start byte, length and end byte do not agree", false);
    }
    byte[] content = frame.toArray();
    int crc = Crc.xmodem(content, 2, total - 3);
    if (crc != (frame.at(total - 3) << 8 | frame.at(total - 2))) {
      return new Content.Broken("wrong checksum", true);
    }
    return new Content.Message(frame.slice(2, total - 3), 0, 0);
  }

  private static Content unwrapRtu(Bytes frame) {
    int total = frame.length();
    if (total < 4) {
      return new Content.Broken("shorter than any Modbus RTU frame", false);
    }
    byte[] content = frame.toArray();
    if (Crc.modbus(content, 0, total - 2) != (frame.at(total - 1) << 8 | frame.at(total - 2))) {
      return new Content.Broken("wrong checksum", true);
    }
    return new Content.Message(frame.slice(1, total - 2), frame.at(0), 0);
  }

  private static Content unwrapTcp(Bytes frame) {
    int total = frame.length();
    if (total < 8) {
      return new Content.Broken("shorter than any Modbus TCP frame", false);
    }
    if (frame.at(2) != 0 || frame.at(3) != 0 || (frame.at(4) << 8 | frame.at(5)) != total - 6) {
      return new Content.Broken("not a Modbus TCP header", false);
    }
    return new Content.Message(frame.slice(7, total), frame.at(6), frame.at(0) << 8 | frame.at(1));
  }

  /** Returns a framer for the requests that reach a device. */
  static Framer requestFramer(FrameForm form) {
    return framer(form, true);
  }

  /** Returns a framer for the replies of a device. */
  static Framer replyFramer(FrameForm form) {
    return framer(form, false);
  }

  private static Framer framer(FrameForm form, boolean requests) {
    return switch (form) {
      case FrameForm.Line line -> new LineFramer(line);
      case FrameForm.Enclosed enclosed -> new EnclosedFramer(enclosed);
      case FrameForm.LengthPrefixed prefixed -> new LengthPrefixedFramer(prefixed);
      case FrameForm.Silence silence -> new SilenceFramer(silence);
      case FrameForm.ModbusRtu rtu -> new ModbusRtuFramer(requests);
      case FrameForm.ModbusTcp tcp -> new ModbusTcpFramer();
      case FrameForm.NoFrames none ->
          throw new IllegalStateException("this device exchanges no messages: " + none);
    };
  }
}
