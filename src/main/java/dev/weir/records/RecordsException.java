package dev.weir.records;

/** The records cannot be opened, written or read; the message names the folder and the reason. */
public final class RecordsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its reason. */
  public RecordsException(String message) {
    super(message);
  }

  /** Creates one with its reason and cause. */
  public RecordsException(String message, Throwable cause) {
    super(message, cause);
  }
}
