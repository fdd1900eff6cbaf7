package dev.weir.jobs;

/** A job that cannot be done, however often it is tried; the message says why, in one line. */
public final class RefusedJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its line for the user. */
  public RefusedJobException(String reason) {
    super(reason);
  }
}
