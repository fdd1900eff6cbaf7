package dev.weir.device.line;

import dev.weir.device.DeviceReport;
import dev.weir.device.DeviceRequest;
import dev.weir.device.line.QuietLog.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The agent of one bus: it owns the port and the dialogues of the devices on it and carries one
 * exchange at a time.
 *
 * <p>Rules that it keeps, whatever the far end does:
 *
 * <ul>
 *   <li>One exchange is under way. After it the line stays silent for its gap.
 *   <li>What has arrived is read before a request is written. After an exchange without an answer
 *       its late reply may still come: for as long again as it had been waited for, at most {@link
 *       #QUARANTINE_AT_MOST}, every frame is counted as late and dropped, and ordinary exchanges
 *       wait. A stop is written without that wait, but only a frame that comes after it can confirm
 *       it: at worst the stop is repeated. What comes later still must be told apart by the
 *       profile.
 *   <li>Devices take turns. A dialogue that is urgent goes before all others, and after {@link
 *       SpeakingOrder#URGENT_IN_A_ROW_AT_MOST} urgent exchanges one ordinary one is let through, so
 *       that a mute device cannot blind the others.
 *   <li>A wish whose lease ends without a newer request is replaced by {@code Wanted.Safe}.
 *   <li>A port that fails is closed and opened again after 0.5 s, 1 s, 2 s and so on up to 30 s;
 *       the wait shortens only when a device has answered. A port on which nothing answers at all
 *       is closed and opened again, too: a half-open connection and an unplugged adapter both look
 *       so. A wish to be safe makes the next try due at once.
 * </ul>
 *
 * <p>Memory and time of one {@link #doWork} are bounded by the limits named here. Owned by one line
 * thread, except {@link #post} and {@link #statistics}.
 */
public final class LineAgent implements Line {
  /** Most exchanges begun in one {@link #doWork}. */
  static final int EXCHANGES_PER_WORK_AT_MOST = 32;

  /**
   * Most bytes read before the next step of {@link #doWork}: a babbling device cannot hold the
   * thread.
   */
  static final int BYTES_PER_READ_AT_MOST = 4096;

  /** Most bytes of one reply, whatever its framer says. */
  static final int REPLY_BYTES_AT_MOST = 8192;

  /** Longest time from the first byte of a reply to its end: one byte every 400 ms is no reply. */
  static final Duration REPLY_AT_MOST = Duration.ofSeconds(5);

  /** Longest time for which ordinary exchanges wait for a late reply. */
  static final Duration QUARANTINE_AT_MOST = Duration.ofSeconds(1);

  /**
   * Longest time for which a stop waits for the end of a frame that is coming in between exchanges.
   */
  static final Duration STOP_WAITS_AT_MOST = Duration.ofMillis(200);

  /**
   * Exchanges in a row, over all devices of the line, without one complete frame after which the
   * port is opened anew.
   */
  static final int UNANSWERED_IN_A_ROW_AT_MOST = 20;

  private static final int READ_BUFFER_BYTES = 512;

  private final Port port;
  private final LineLink<Dialogue> link;
  private final SpeakingOrder order;
  private final BetweenExchanges between;
  private final ByteBuffer arrived = ByteBuffer.allocate(READ_BUFFER_BYTES);
  private final Collected collected = new Collected(REPLY_BYTES_AT_MOST);

  private Phase phase = Phase.CLOSED;
  private int unansweredInARow;
  private Optional<UnderWay> underWay = Optional.empty();
  private Instant lastByteAt = Instant.MIN;
  private Instant firstByteAt = Instant.MIN;
  private Instant quietUntil = Instant.MIN;

  private enum Phase {
    /** The port is closed; it is opened when the back-off says so. */
    CLOSED,
    /** The port is open and no exchange is under way. */
    BETWEEN,
    /** A request is out and nothing has come back yet. */
    AWAITING_FIRST_BYTE,
    /** A reply is coming in. */
    AWAITING_NEXT_BYTE
  }

  /**
   * The exchange under way.
   *
   * @param member whose it is
   * @param exchange the request and how its reply is to be received
   * @param sentAt when it was written
   */
  private record UnderWay(LineMember<Dialogue> member, Exchange exchange, Instant sentAt) {}

  /**
   * Makes the agent of one line; nothing is opened before the first {@link #doWork}.
   *
   * @param name the line's name
   * @param port its bytes; from now on owned by this agent
   * @param dialogues one for each device on it, each device once
   * @param reports takes what the devices say, on the thread that drives the line; must not wait
   * @throws IllegalArgumentException when a device is there twice
   */
  public LineAgent(
      LineName name, Port port, List<Dialogue> dialogues, Consumer<DeviceReport> reports) {
    this.port = port;
    this.link = new LineLink<>(name, dialogues, reports);
    this.order = new SpeakingOrder(link.members());
    this.between = new BetweenExchanges(link, this::unsolicited);
  }

  @Override
  public LineName name() {
    return link.name();
  }

  @Override
  public void post(DeviceRequest request) {
    link.post(request);
  }

  @Override
  public LinkStatistics statistics() {
    return link.statistics();
  }

  @Override
  public int doWork(Instant now) {
    int work = link.takeWishes(now);
    try {
      if (phase != Phase.CLOSED && !port.isOpen()) {
        throw new IOException("the port closed by itself");
      }
      if (phase == Phase.CLOSED) {
        work += openWhenDue(now);
      }
      if (phase != Phase.CLOSED) {
        work += converse(now);
      }
    } catch (IOException e) {
      if (phase != Phase.CLOSED) {
        lose(CleanText.of(String.valueOf(e.getMessage())), link.backOff().failed(now), now);
      }
      work++;
    }
    return work;
  }

  @Override
  public void close() {
    if (phase != Phase.CLOSED) {
      hangUp("the line was closed", link.lastNow());
    }
    port.close();
  }

  private int openWhenDue(Instant now) {
    if (!link.isToBeOpened(now)) {
      return 0;
    }
    try {
      port.open();
    } catch (IOException e) {
      link.refused(String.valueOf(e.getMessage()), now);
      return 1;
    }
    unansweredInARow = 0;
    order.releaseBrakes();
    quietUntil = now;
    between.forget();
    phase = Phase.BETWEEN;
    link.opened("open", now);
    return 1;
  }

  private void unsolicited(Bytes frame, Instant now) {
    link.members().forEach(member -> member.dialogue().unsolicited(frame, now, member.outlet()));
  }

  private int converse(Instant now) throws IOException {
    int work = 0;
    for (int begun = 0; ; begun++) {
      work += receive(now);
      giveUpWhenLate(now);
      if (underWay.isPresent()
          || phase == Phase.CLOSED
          || begun == EXCHANGES_PER_WORK_AT_MOST
          || !beginNext(now)) {
        return work;
      }
      work++;
    }
  }

  private int receive(Instant now) throws IOException {
    int total = 0;
    while (phase != Phase.CLOSED && total < BYTES_PER_READ_AT_MOST) {
      arrived.clear();
      int count = port.read(arrived);
      if (count <= 0) {
        break;
      }
      arrived.flip();
      while (arrived.hasRemaining() && phase != Phase.CLOSED) {
        take(arrived.get(), now);
      }
      lastByteAt = now;
      total += count;
      if (count < READ_BUFFER_BYTES) {
        break;
      }
    }
    return total > 0 ? 1 : 0;
  }

  private void take(byte next, Instant now) {
    if (underWay.isEmpty()) {
      between.take(next, now);
      return;
    }
    UnderWay current = underWay.get();
    if (phase == Phase.AWAITING_FIRST_BYTE) {
      phase = Phase.AWAITING_NEXT_BYTE;
      firstByteAt = now;
    }
    collected.add(next);
    Framer framer = current.exchange().framer();
    Optional<Bytes> frame = framer.accept(next);
    if (frame.isPresent()) {
      framed(current, frame.get(), now);
    } else if (framer.isOverfull() || collected.isFull()) {
      finish(current, new Reply.Overfull(collected.bytes()), now);
    }
  }

  private void framed(UnderWay current, Bytes frame, Instant now) {
    if (between.mayBeLate(firstByteAt)) {
      between.dropLateReply(now);
      current.exchange().framer().reset();
      collected.clear();
      phase = Phase.AWAITING_FIRST_BYTE;
      return;
    }
    finish(current, new Reply.Answered(frame), now);
  }

  private void giveUpWhenLate(Instant now) {
    if (underWay.isEmpty()) {
      between.endAtSilence(lastByteAt, now);
      return;
    }
    UnderWay current = underWay.get();
    Exchange exchange = current.exchange();
    if (phase == Phase.AWAITING_FIRST_BYTE) {
      if (!now.isBefore(current.sentAt().plus(exchange.firstByteTimeout()))) {
        timeOut(current, now);
      }
    } else if (!now.isBefore(lastByteAt.plus(exchange.interByteTimeout()))) {
      exchange
          .framer()
          .atSilence()
          .ifPresentOrElse(frame -> framed(current, frame, now), () -> timeOut(current, now));
    } else if (!now.isBefore(firstByteAt.plus(REPLY_AT_MOST))) {
      timeOut(current, now);
    }
  }

  private void timeOut(UnderWay current, Instant now) {
    finish(
        current,
        new Reply.TimedOut(Duration.between(current.sentAt(), now), collected.bytes()),
        now);
  }

  /** Begins the next exchange that is due, if there is one and the line may speak. */
  private boolean beginNext(Instant now) throws IOException {
    if (now.isBefore(quietUntil)) {
      return false;
    }
    if (between.isFrameComingIn(STOP_WAITS_AT_MOST, now)) {
      return false;
    }
    boolean lateReplyPossible = between.mayBeLate(now);
    if (order.beginUrgent(lateReplyPossible, member -> begin(member, now))) {
      return true;
    }
    if (lateReplyPossible || between.isFrameComingIn(REPLY_AT_MOST, now)) {
      return false;
    }
    return order.beginOrdinary(member -> begin(member, now))
        || (order.releaseBrakes() && order.beginUrgent(false, member -> begin(member, now)));
  }

  private boolean begin(LineMember<Dialogue> member, Instant now) throws IOException {
    Optional<Exchange> next = member.dialogue().next(now);
    if (next.isEmpty()) {
      return false;
    }
    Exchange exchange = next.get();
    UnderWay current = new UnderWay(member, exchange, now);
    between.dropStrayBytes();
    exchange.framer().reset();
    collected.clear();
    member.sentIntoQuarantine(between.mayBeLate(now));
    underWay = Optional.of(current);
    phase = Phase.AWAITING_FIRST_BYTE;
    link.counters().exchanges.increment();
    port.write(exchange.request().toBuffer());
    if (!exchange.expectsReply()) {
      finish(current, new Reply.Silent(), now);
    }
    return true;
  }

  private void finish(UnderWay current, Reply reply, Instant now) {
    Exchange exchange = current.exchange();
    underWay = Optional.empty();
    phase = Phase.BETWEEN;
    quietUntil = now.plus(exchange.gapAfter());
    exchange.framer().reset();
    between.ended(exchange);
    count(current, reply, now);
    current.member().dialogue().answered(exchange, reply, now, current.member().outlet());
    if (unansweredInARow >= UNANSWERED_IN_A_ROW_AT_MOST) {
      lose(
          "%d exchanges in a row without an answer".formatted(unansweredInARow),
          link.backOff().pause(now),
          now);
    }
  }

  private void count(UnderWay current, Reply reply, Instant now) {
    switch (reply) {
      case Reply.Answered(Bytes frame) -> {
        between.answered(frame);
        link.counters().answered.increment();
        link.backOff().proven();
        unansweredInARow = 0;
      }
      case Reply.Silent() -> {}
      case Reply.TimedOut(Duration waited, Bytes partial) -> {
        link.counters().timeouts.increment();
        if (partial.length() > 0) {
          link.counters().garbled.increment();
        }
        unanswered(current, now);
        link.trouble(
            Topic.TIMEOUT,
            "device '%s', %s: no complete reply within %s (%d bytes came)"
                .formatted(
                    current.member().device(),
                    current.exchange().name(),
                    LineLink.seconds(waited),
                    partial.length()),
            now);
      }
      case Reply.Overfull(Bytes bytes) -> {
        link.counters().garbled.increment();
        unanswered(current, now);
        link.trouble(
            Topic.GARBLED,
            "device '%s', %s: %d bytes came without an end of frame"
                .formatted(current.member().device(), current.exchange().name(), bytes.length()),
            now);
      }
      case Reply.Lost(String reason) -> link.counters().lastError(reason);
    }
  }

  /** Notes that a reply is still owed. */
  private void unanswered(UnderWay current, Instant now) {
    unansweredInARow++;
    Duration waited = current.exchange().firstByteTimeout();
    between.owed(waited.compareTo(QUARANTINE_AT_MOST) > 0 ? QUARANTINE_AT_MOST : waited, now);
  }

  private void lose(String reason, Duration wait, Instant now) {
    link.lost(reason, wait, now);
    hangUp(reason, now);
  }

  private void hangUp(String reason, Instant now) {
    Optional<UnderWay> broken = underWay;
    underWay = Optional.empty();
    phase = Phase.CLOSED;
    port.close();
    broken.ifPresent(
        current -> {
          link.counters().lastError(reason);
          current
              .member()
              .dialogue()
              .answered(current.exchange(), new Reply.Lost(reason), now, current.member().outlet());
        });
    link.closed(reason, now);
  }
}
