package dev.weir.jobs;

/** How an attempt can end. */
public enum Ending {
  /** Its result is there. */
  SUCCEEDED(Next.DONE),
  /** It cannot be done, however often it is tried. */
  REFUSED(Next.FAIL),
  /** The child's heap did not suffice; it would not suffice again. */
  MEMORY_EXCEEDED(Next.FAIL),
  /** It failed, or ended without a result. */
  FAILED(Next.RETRY),
  /** It took longer than its time limit. */
  TIME_EXCEEDED(Next.RETRY),
  /** It said nothing for too long. */
  SILENT(Next.RETRY),
  /** The program that looked after it is gone. */
  LOST(Next.RETRY),
  /** Somebody called the job off. */
  CANCELLED(Next.CANCEL),
  /** The program or the child was told to end; the attempt does not count. */
  INTERRUPTED(Next.AGAIN);

  /** What follows. */
  enum Next {
    DONE,
    FAIL,
    RETRY,
    CANCEL,
    AGAIN
  }

  private final Next next;

  Ending(Next next) {
    this.next = next;
  }

  Next next() {
    return next;
  }
}
