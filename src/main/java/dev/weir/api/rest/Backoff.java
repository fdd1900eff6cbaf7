package dev.weir.api.rest;

import jakarta.inject.Singleton;

/**
 * Slows down guessing of the token. After {@link #FREE_FAILURES} wrong tokens every further one is
 * answered by "wait", for a time that doubles up to {@link #LONGEST_WAIT_SECONDS}. The right token
 * is never made to wait: it cannot be guessed, and an abort must not depend on what others try. Any
 * thread.
 */
@Singleton
final class Backoff {
  static final int FREE_FAILURES = 5;
  static final int LONGEST_WAIT_SECONDS = 60;

  private int failures;
  private int waitSeconds;

  /**
   * Counts a wrong token and returns for how many seconds the next one will not be looked at; 0 for
   * not at all.
   */
  synchronized int failed() {
    if (waitSeconds > 0) {
      return waitSeconds;
    }
    failures++;
    if (failures > FREE_FAILURES) {
      int doublings = Math.min(failures - FREE_FAILURES - 1, 6);
      waitSeconds = Math.min(LONGEST_WAIT_SECONDS, 1 << doublings);
    }
    return waitSeconds;
  }

  /** Forgets all failures: the right token was shown. */
  synchronized void succeeded() {
    failures = 0;
    waitSeconds = 0;
  }

  /** Lets a second of wall time pass. */
  synchronized void secondPassed() {
    waitSeconds = Math.max(0, waitSeconds - 1);
  }
}
