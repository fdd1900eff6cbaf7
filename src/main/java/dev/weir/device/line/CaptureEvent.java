package dev.weir.device.line;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * One line of a capture: what happened on a line, and when. Written as {@code INSTANT MARK REST},
 * where the mark is {@code d} for the devices on the line, {@code o} for an opening, {@code x} for
 * a port that failed, {@code >} for bytes sent, {@code <} for bytes that came, {@code w} for a wish
 * and {@code =} for a report.
 *
 * @param at when, on the plant's clock
 * @param kind what
 * @param rest bytes in hex, or text
 */
public record CaptureEvent(Instant at, Kind kind, String rest) {
  /** What happened. */
  public enum Kind {
    /** The names of the devices on the line, in their order; the first line of a capture. */
    DEVICES('d'),
    /** The port could not be opened, or failed. */
    FAILED('x'),
    /** The port was opened. */
    OPENED('o'),
    /** Bytes were sent. */
    SENT('>'),
    /** Bytes came. */
    CAME('<'),
    /** Another wish was posted. */
    WISHED('w'),
    /** The driver told something. */
    TOLD('=');

    private final char mark;

    Kind(char mark) {
      this.mark = mark;
    }
  }

  /** Returns an event of bytes. */
  static CaptureEvent of(Instant at, Kind kind, Bytes bytes) {
    return new CaptureEvent(at, kind, bytes.toString());
  }

  /** Returns the bytes of an event of bytes. */
  public Bytes bytes() {
    return Bytes.ofHex(rest);
  }

  /** Returns the line that {@link #parse} reads back. */
  public String print() {
    return "%s %s %s".formatted(at, kind.mark, rest).strip();
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static CaptureEvent parse(String line) {
    String[] parts = line.split(" ", 3);
    if (parts.length >= 2 && parts[1].length() == 1) {
      for (Kind kind : Kind.values()) {
        if (kind.mark == parts[1].charAt(0)) {
          try {
            CaptureEvent event =
                new CaptureEvent(Instant.parse(parts[0]), kind, parts.length > 2 ? parts[2] : "");
            if (kind == Kind.SENT || kind == Kind.CAME) {
              event.bytes();
            }
            return event;
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + parts[0] + "' is not an instant", e);
          }
        }
      }
    }
    throw new IllegalArgumentException("'" + line + "' is no line of a capture");
  }
}
