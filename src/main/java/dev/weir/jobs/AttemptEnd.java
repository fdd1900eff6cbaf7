package dev.weir.jobs;

/**
 * The end of an attempt.
 *
 * @param ending how
 * @param reason why, in one line of at most 500 characters; empty when it succeeded
 */
record AttemptEnd(Ending ending, String reason) {
  AttemptEnd {
    reason = OneLine.of(reason, 500);
  }
}
