package dev.weir.device.line;

import dev.weir.device.line.QuietLog.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What comes in on a bus while no exchange is under way, cut up by the framing of the exchange
 * before: late replies, frames that a device sends by itself, and stray bytes. Knows until when a
 * reply may still be late. Owned by the line's thread.
 */
final class BetweenExchanges {
  private final LineLink<Dialogue> link;
  private final BiConsumer<Bytes, Instant> unsolicited;
  private Optional<Exchange> previous = Optional.empty();
  private Bytes previousFrame = Bytes.EMPTY;
  private int bytes;
  private Instant firstByteAt = Instant.MIN;
  private Instant lateReplyUntil = Instant.MIN;

  /**
   * Makes one for a line.
   *
   * @param unsolicited takes frames that devices send by themselves
   */
  BetweenExchanges(LineLink<Dialogue> link, BiConsumer<Bytes, Instant> unsolicited) {
    this.link = link;
    this.unsolicited = unsolicited;
  }

  /** Begins anew, as on a line that has just been opened. */
  void forget() {
    previous = Optional.empty();
    previousFrame = Bytes.EMPTY;
    bytes = 0;
    lateReplyUntil = Instant.MIN;
  }

  /** Notes an exchange that has ended. */
  void ended(Exchange exchange) {
    previous = Optional.of(exchange);
    previousFrame = Bytes.EMPTY;
  }

  /** Notes the frame that answered it: the same frame once more is its echo. */
  void answered(Bytes frame) {
    previousFrame = frame;
  }

  /** Notes that a reply is still owed, and for how long it is waited for. */
  void owed(Duration longest, Instant now) {
    Instant until = now.plus(longest);
    lateReplyUntil = until.isAfter(lateReplyUntil) ? until : lateReplyUntil;
  }

  /** Tells whether what begins at the given time may be a late reply. */
  boolean mayBeLate(Instant at) {
    return at.isBefore(lateReplyUntil);
  }

  /** Drops a late reply. */
  void dropLateReply(Instant now) {
    link.counters().late.increment();
    link.trouble(
        Topic.LATE, "a reply came after its exchange had been given up; it was dropped", now);
  }

  /** Takes one byte. */
  void take(byte next, Instant now) {
    if (bytes == 0) {
      firstByteAt = now;
    }
    bytes++;
    if (previous.isEmpty()) {
      dropStrayBytes();
      return;
    }
    Framer framer = previous.get().framer();
    Optional<Bytes> frame = framer.accept(next);
    if (frame.isPresent()) {
      framed(frame.get(), now);
    } else if (framer.isAtRest()) {
      bytes = 0;
    } else if (framer.isOverfull()) {
      dropStrayBytes();
    }
  }

  /** Ends the frame that is coming in if nothing has come for the time that its framing allows. */
  void endAtSilence(Instant lastByteAt, Instant now) {
    if (bytes == 0 || previous.isEmpty()) {
      return;
    }
    Exchange exchange = previous.get();
    if (!now.isBefore(lastByteAt.plus(exchange.interByteTimeout()))) {
      exchange
          .framer()
          .atSilence()
          .ifPresentOrElse(frame -> framed(frame, now), this::dropStrayBytes);
    }
  }

  /**
   * Tells whether a frame that nobody waits for has begun within the given time and not ended: its
   * rest is no reply.
   */
  boolean isFrameComingIn(Duration atMost, Instant now) {
    return bytes > 0 && now.isBefore(firstByteAt.plus(atMost));
  }

  /** Counts what has not become a frame as stray and drops it. */
  void dropStrayBytes() {
    link.counters().strayBytes.add(bytes);
    bytes = 0;
    previous.ifPresent(exchange -> exchange.framer().reset());
  }

  private void framed(Bytes frame, Instant now) {
    bytes = 0;
    previous.ifPresent(exchange -> exchange.framer().reset());
    if (mayBeLate(firstByteAt)) {
      dropLateReply(now);
    } else if (frame.equals(previousFrame)) {
      link.counters().late.increment();
    } else {
      link.counters().unsolicited.increment();
      unsolicited.accept(frame, now);
    }
  }
}
