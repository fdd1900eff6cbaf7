package dev.weir.jobs;

/** The store of the jobs cannot be used; the message names the folder and the reason. */
public final class JobsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its line for the user. */
  public JobsException(String message) {
    super(message);
  }

  /** Creates one with its line for the user and its cause. */
  public JobsException(String message, Throwable cause) {
    super(message, cause);
  }
}
