package dev.weir.device.profile.dialogue;

import dev.weir.device.DeviceReport;
import dev.weir.device.LinkState;
import java.time.Duration;
import java.time.Instant;

/**
 * How it stands with the link to one device: whether its line is open, whether it answers, and when
 * it may be spoken to again. Owned by one line thread.
 */
final class LinkTask {
  /** Exchanges in a row without a sound reply after which the device counts as gone. */
  private static final int MOST_FAILURES = 3;

  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(8);

  private LinkState state = LinkState.OFFLINE;
  private boolean open;
  private int failures;
  private Duration backOff = FIRST_BACK_OFF;
  private Instant notBefore = Instant.MIN;
  private Entering entering = Entering.NOT_NEEDED;

  /** Whether the device must first be brought into the framing. */
  enum Entering {
    /** It answers in it, or has no other. */
    NOT_NEEDED,
    /** It has not answered in it yet; when it does not, it will be asked to change. */
    IF_SILENT,
    /** It must be asked to change. */
    DUE
  }

  void opened(Instant restUntil) {
    open = true;
    failures = 0;
    backOff = FIRST_BACK_OFF;
    notBefore = restUntil;
  }

  void closed() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  boolean isOffline() {
    return state == LinkState.OFFLINE;
  }

  void moveTo(LinkState next, String reason, Telling telling) {
    if (next != state) {
      state = next;
      telling.tell(new DeviceReport.LinkChanged(telling.device(), next, reason, telling.now()));
    }
  }

  /** A sound reply came. */
  void alive(Telling telling) {
    failures = 0;
    if (state == LinkState.OFFLINE) {
      moveTo(LinkState.VERIFYING, "answers again", telling);
    }
  }

  /** A sound reply did not come. */
  void failed() {
    failures++;
    if (entering == Entering.IF_SILENT) {
      entering = Entering.DUE;
    }
  }

  /** Tells whether so many exchanges failed in a row that the device counts as gone. */
  boolean isGone() {
    return failures >= MOST_FAILURES;
  }

  /** Lets the device rest, every time longer. */
  void backOff(Instant now) {
    notBefore = now.plus(backOff);
    backOff =
        backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) < 0
            ? backOff.multipliedBy(2)
            : LONGEST_BACK_OFF;
  }

  /** It is verified: the next rest is the shortest again. */
  void proven() {
    backOff = FIRST_BACK_OFF;
  }

  void rest(Instant until) {
    notBefore = until;
  }

  boolean mayAsk(Instant now) {
    return !now.isBefore(notBefore);
  }

  Entering entering() {
    return entering;
  }

  void entering(Entering next) {
    entering = next;
  }
}
