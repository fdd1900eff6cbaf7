package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import java.util.function.IntUnaryOperator;

/** How long a frame of known length is. Pure. */
final class PacketLength {
  /** It cannot be told yet. */
  static final int UNKNOWN = -1;

  /** The length that stands there is none of a legal frame. */
  static final int IMPOSSIBLE = -2;

  private PacketLength() {}

  /** Returns the length of the whole frame that begins in a buffer. */
  static int ofFrame(FrameForm.Packet form, FrameBuffer buffer) {
    return ofFrame(form, buffer.length(), buffer::at);
  }

  /** Returns the length of the whole frame of which these bytes are the beginning. */
  static int ofFrame(FrameForm.Packet form, Bytes bytes) {
    return ofFrame(form, bytes.length(), bytes::at);
  }

  private static int ofFrame(FrameForm.Packet form, int count, IntUnaryOperator at) {
    return switch (form.size()) {
      case FrameForm.Packet.Size.Fixed(int bytes) -> form.overhead() + bytes;
      case FrameForm.Packet.Size.Told told -> {
        int place = form.start().length() + told.after();
        if (count < place + told.bytes()) {
          yield UNKNOWN;
        }
        int value = at.applyAsInt(place);
        if (told.bytes() == 2) {
          int second = at.applyAsInt(place + 1);
          value = told.lowFirst() ? second << 8 | value : value << 8 | second;
        }
        int behind = value - told.adds();
        int whole = form.overhead() + told.after() + behind;
        yield behind < 0 || whole > form.maxLength() ? IMPOSSIBLE : whole;
      }
    };
  }

  /** Returns the length as it is written in a frame with this message. */
  static Bytes written(FrameForm.Packet.Size.Told told, int messageLength) {
    int value = messageLength - told.after() + told.adds();
    if (messageLength < told.after() || value < 0 || value >= 1 << (8 * told.bytes())) {
      throw new RefusedValueException(
          "a message of %d bytes has no length of %d bytes".formatted(messageLength, told.bytes()));
    }
    if (told.bytes() == 1) {
      return Bytes.of((byte) value);
    }
    return told.lowFirst()
        ? Bytes.of((byte) value, (byte) (value >>> 8))
        : Bytes.of((byte) (value >>> 8), (byte) value);
  }
}
