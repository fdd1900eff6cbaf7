package dev.weir.device.profile.frame;

import dev.weir.device.line.Bytes;
import dev.weir.device.line.Framer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a message into its frame and takes it out again. Pure. */
public final class FrameCodec {
  private static final FrameForm.Line MODBUS_ASCII_LINE =
      new FrameForm.Line(
          List.of(Bytes.ofText("\r\n")),
          false,
          Set.of(),
          Optional.empty(),
          new FrameForm.ModbusAscii().maxLength());

  private FrameCodec() {}

  /** What is in a frame. */
  public sealed interface Content {
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

  public static Bytes wrap(FrameForm form, Bytes message, int address, int correlation) {
    Bytes frame =
        switch (form) {
          case FrameForm.Line line ->
              message.plus(tail(line.checksum(), message)).plus(line.terminators().getFirst());
          case FrameForm.Enclosed enclosed -> enclosed(enclosed, message);
          case FrameForm.Packet packet -> packet(packet, message);
          case FrameForm.Silence _ -> message;
          case FrameForm.ModbusRtu() -> ModbusFrames.rtu(message, address);
          case FrameForm.ModbusTcp() -> ModbusFrames.tcp(message, address, correlation);
          case FrameForm.ModbusAscii() -> ModbusFrames.ascii(message, address);
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

  private static Bytes tail(Optional<Checksum> checksum, Bytes covered) {
    return checksum.map(sum -> sum.before().plus(sum.of(covered))).orElse(Bytes.EMPTY);
  }

  private static Bytes enclosed(FrameForm.Enclosed form, Bytes message) {
    if (message.length() == 1 && form.alone().contains(message.at(0))) {
      return message;
    }
    Bytes start = Bytes.of((byte) form.start());
    Bytes end = Bytes.of((byte) form.end());
    if (form.checksum().isEmpty()) {
      return start.plus(message).plus(end);
    }
    Checksum sum = form.checksum().get();
    return switch (sum.covers()) {
      case MESSAGE -> start.plus(message).plus(tail(form.checksum(), message)).plus(end);
      case WITH_START ->
          start.plus(message).plus(tail(form.checksum(), start.plus(message))).plus(end);
      case WITH_END -> start.plus(message).plus(end).plus(sum.of(message.plus(end)));
    };
  }

  private static Bytes packet(FrameForm.Packet form, Bytes message) {
    Bytes front =
        switch (form.size()) {
          case FrameForm.Packet.Size.Fixed(int bytes) -> {
            if (message.length() != bytes) {
              throw new RefusedValueException(
                  "a message of %d bytes, wanted %d".formatted(message.length(), bytes));
            }
            yield message;
          }
          case FrameForm.Packet.Size.Told told -> {
            Bytes length = PacketLength.written(told, message.length());
            yield message
                .slice(0, told.after())
                .plus(length)
                .plus(message.slice(told.after(), message.length()));
          }
        };
    Bytes covered = coversStart(form) ? form.start().plus(front) : message;
    return form.start().plus(front).plus(tail(form.checksum(), covered)).plus(form.end());
  }

  private static boolean coversStart(FrameForm.Packet form) {
    return form.checksum().filter(sum -> sum.covers() == Checksum.Covers.WITH_START).isPresent();
  }

  public static Content unwrap(FrameForm form, Bytes frame) {
    if (frame.length() > form.maxLength()) {
      return new Content.Broken("longer than %d bytes".formatted(form.maxLength()), false);
    }
    return switch (form) {
      case FrameForm.Line line -> unwrapLine(line, frame);
      case FrameForm.Enclosed enclosed -> unwrapEnclosed(enclosed, frame);
      case FrameForm.Packet packet -> unwrapPacket(packet, frame);
      case FrameForm.Silence _ -> new Content.Message(frame, 0, 0);
      case FrameForm.ModbusRtu() -> ModbusFrames.unwrapRtu(frame);
      case FrameForm.ModbusTcp() -> ModbusFrames.unwrapTcp(frame);
      case FrameForm.ModbusAscii() -> ModbusFrames.unwrapAscii(frame);
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
    return found
        ? unsummed(form.checksum(), Bytes.EMPTY, frame.slice(0, end))
        : new Content.Broken("no terminator", false);
  }

  private static boolean endsWith(Bytes frame, int end, Bytes text) {
    return end >= text.length() && frame.slice(end - text.length(), end).equals(text);
  }

  /**
   * Takes the checksum off the end of a message.
   *
   * @param front what it covers in front of the message
   */
  private static Content unsummed(Optional<Checksum> checksum, Bytes front, Bytes summed) {
    if (checksum.isEmpty()) {
      return new Content.Message(summed, 0, 0);
    }
    Checksum sum = checksum.get();
    int at = summed.length() - sum.length();
    int end = at - sum.before().length();
    if (end < 0 || !summed.slice(end, at).equals(sum.before())) {
      return new Content.Broken("no checksum", false);
    }
    Bytes message = summed.slice(0, end);
    return sum.matches(front.plus(message), summed.slice(at, summed.length()))
        ? new Content.Message(message, 0, 0)
        : new Content.Broken("wrong checksum", true);
  }

  private static Content unwrapEnclosed(FrameForm.Enclosed form, Bytes frame) {
    if (frame.length() == 1 && form.alone().contains(frame.at(0))) {
      return new Content.Message(frame, 0, 0);
    }
    int last = frame.length() - 1 - form.tail();
    if (last < 1 || frame.at(0) != form.start() || frame.at(last) != form.end()) {
      return new Content.Broken("not between its start and end bytes", false);
    }
    for (int i = 1; i < last; i++) {
      if (frame.at(i) == form.start() || frame.at(i) == form.end()) {
        return new Content.Broken("a start or end byte within", false);
      }
    }
    Bytes inside = frame.slice(1, last);
    if (form.tail() == 0) {
      boolean withStart =
          form.checksum().filter(s -> s.covers() == Checksum.Covers.WITH_START).isPresent();
      return unsummed(form.checksum(), withStart ? frame.slice(0, 1) : Bytes.EMPTY, inside);
    }
    return form.checksum()
            .orElseThrow()
            .matches(frame.slice(1, last + 1), frame.slice(last + 1, frame.length()))
        ? new Content.Message(inside, 0, 0)
        : new Content.Broken("wrong checksum", true);
  }

  private static Content unwrapPacket(FrameForm.Packet form, Bytes frame) {
    int start = form.start().length();
    int end = frame.length() - form.end().length();
    boolean agrees =
        frame.length() >= form.overhead()
            && frame.slice(0, start).equals(form.start())
            && endsWith(frame, frame.length(), form.end())
            && PacketLength.ofFrame(form, frame) == frame.length();
    if (!agrees) {
      return new Content.Broken("start, length and end do not agree", false);
    }
    Bytes inside = frame.slice(start, end);
    int sumLength = form.checksum().map(s -> s.before().length() + s.length()).orElse(0);
    Bytes counted = inside.slice(0, inside.length() - sumLength);
    Bytes sum = inside.slice(inside.length() - sumLength, inside.length());
    Bytes message = withoutLength(form, counted);
    Content content =
        coversStart(form)
            ? unsummed(form.checksum(), form.start(), inside)
            : unsummed(form.checksum(), Bytes.EMPTY, message.plus(sum));
    return content instanceof Content.Message ? new Content.Message(message, 0, 0) : content;
  }

  private static Bytes withoutLength(FrameForm.Packet form, Bytes counted) {
    return switch (form.size()) {
      case FrameForm.Packet.Size.Fixed _ -> counted;
      case FrameForm.Packet.Size.Told told ->
          counted
              .slice(0, told.after())
              .plus(counted.slice(told.after() + told.bytes(), counted.length()));
    };
  }

  /** Returns a framer for the requests that reach a device. */
  public static Framer requestFramer(FrameForm form) {
    return framer(form, true);
  }

  /** Returns a framer for the replies of a device. */
  public static Framer replyFramer(FrameForm form) {
    return framer(form, false);
  }

  private static Framer framer(FrameForm form, boolean requests) {
    return switch (form) {
      case FrameForm.Line line -> new LineFramer(line);
      case FrameForm.Enclosed enclosed -> new EnclosedFramer(enclosed);
      case FrameForm.Packet packet -> new PacketFramer(packet);
      case FrameForm.Silence silence -> new SilenceFramer(silence);
      case FrameForm.ModbusRtu _ -> new ModbusRtuFramer(requests);
      case FrameForm.ModbusTcp _ -> new ModbusTcpFramer();
      case FrameForm.ModbusAscii _ -> new LineFramer(MODBUS_ASCII_LINE);
      case FrameForm.NoFrames none ->
          throw new IllegalStateException("this device exchanges no messages: " + none);
    };
  }
}
