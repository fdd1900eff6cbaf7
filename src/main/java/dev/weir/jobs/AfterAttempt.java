package dev.weir.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * What a job is after an attempt.
 *
 * @param state its state
 * @param reason why, in one line
 * @param nextAt when it is tried again
 * @param failures attempts that count
 */
record AfterAttempt(JobState state, String reason, Optional<Instant> nextAt, int failures) {

  /**
   * Decides what an ended attempt means for its job.
   *
   * @param failures before this attempt
   */
  static AfterAttempt of(AttemptEnd end, RetryPolicy retry, int failures, Instant now) {
    return switch (end.ending().next()) {
      case DONE -> new AfterAttempt(JobState.DONE, "", Optional.empty(), failures);
      case CANCEL -> new AfterAttempt(JobState.CANCELLED, end.reason(), Optional.empty(), failures);
      case AGAIN -> new AfterAttempt(JobState.WAITING, end.reason(), Optional.of(now), failures);
      case FAIL -> new AfterAttempt(JobState.FAILED, end.reason(), Optional.empty(), failures + 1);
      case RETRY -> {
        int failed = failures + 1;
        yield retry.allowsAnotherAfter(failed)
            ? new AfterAttempt(
                JobState.RESTING,
                end.reason(),
                Optional.of(now.plus(retry.waitAfter(failed))),
                failed)
            : new AfterAttempt(JobState.FAILED, end.reason(), Optional.empty(), failed);
      }
    };
  }
}
