package dev.weir.journal;

/** The journal cannot be written or read; the message names the file and the reason. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its reason. */
  public JournalException(String message) {
    super(message);
  }

  /** Creates one with its reason and cause. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
