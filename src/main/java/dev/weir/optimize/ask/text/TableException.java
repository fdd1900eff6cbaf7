package dev.weir.optimize.ask.text;

/** Something is wrong with a table of runs; the message begins with its name and line. */
public final class TableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TableException(String message) {
    super(message);
  }
}
