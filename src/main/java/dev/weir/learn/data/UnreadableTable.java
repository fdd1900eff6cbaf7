package dev.weir.learn.data;

/** Says that a table cannot be read, with file, line and reason. */
public final class UnreadableTable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes it with a message for the user. */
  public UnreadableTable(String message) {
    super(message);
  }
}
