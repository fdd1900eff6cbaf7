package dev.weir.device.profile.dialogue;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the safe state of one device is: which step is next, and how often its proof failed.
 * Owned by one line thread.
 */
final class SafeTask {
  /** Failures in a row after which it is no longer tried at once, and told. */
  private static final int MOST_FAILURES = 3;

  private static final Duration WAIT = Duration.ofSeconds(1);

  private Progress progress = Progress.NOT_WANTED;
  private int index;
  private int failures;
  private boolean unconfirmedTold;
  private Instant notBefore = Instant.MIN;

  private enum Progress {
    NOT_WANTED,
    UNDERWAY,
    DONE
  }

  void want(Instant now) {
    begin();
    notBefore = now;
  }

  void drop() {
    progress = Progress.NOT_WANTED;
  }

  /** Begins the sequence, or begins it again. */
  void begin() {
    progress = Progress.UNDERWAY;
    index = 0;
    failures = 0;
    unconfirmedTold = false;
  }

  /** The line is new: no wait is left over but that for the device itself. */
  void opened(Instant restUntil) {
    notBefore = restUntil;
  }

  /** What was proven is not known any longer. */
  void forget() {
    if (progress == Progress.DONE) {
      begin();
    }
  }

  boolean isDue(Instant now) {
    return progress == Progress.UNDERWAY && !now.isBefore(notBefore);
  }

  boolean isUrgent() {
    return progress == Progress.UNDERWAY && failures < MOST_FAILURES;
  }

  boolean isUnderway() {
    return progress == Progress.UNDERWAY;
  }

  boolean isDone() {
    return progress == Progress.DONE;
  }

  int index() {
    return index;
  }

  void stepDone() {
    index++;
  }

  void done() {
    progress = Progress.DONE;
  }

  /** The sequence did not bring its proof: it is begun again; tells whether to tell so, once. */
  boolean failed(Instant now) {
    index = 0;
    failures++;
    notBefore = failures < MOST_FAILURES ? now : now.plus(WAIT);
    return failures >= MOST_FAILURES && tellOnce();
  }

  /** The device is gone meanwhile. */
  void interrupted(Instant now) {
    index = 0;
    failures++;
    notBefore = now.plus(WAIT);
  }

  /** Tells whether it has not been told yet that the device is not proven safe. */
  boolean tellOnce() {
    boolean first = !unconfirmedTold;
    unconfirmedTold = true;
    return first;
  }
}
