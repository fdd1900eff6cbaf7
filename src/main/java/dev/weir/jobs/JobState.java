package dev.weir.jobs;

/** Where a job stands. */
public enum JobState {
  /** It has not been tried, or its attempt was broken off by the end of the program. */
  WAITING(false),
  /** An attempt is under way. */
  RUNNING(false),
  /** An attempt failed; it rests before the next one. */
  RESTING(false),
  /** It succeeded. */
  DONE(true),
  /** It failed for good. */
  FAILED(true),
  /** Somebody called it off. */
  CANCELLED(true);

  private final boolean isEnd;

  JobState(boolean isEnd) {
    this.isEnd = isEnd;
  }

  /** Tells whether nothing follows. */
  public boolean isEnd() {
    return isEnd;
  }
}
