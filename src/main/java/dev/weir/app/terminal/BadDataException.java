package dev.weir.app.terminal;

/** A data file or folder is not what a verb needs; the message names it and the reason. */
public final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its line for the user. */
  public BadDataException(String message) {
    super(message);
  }
}
