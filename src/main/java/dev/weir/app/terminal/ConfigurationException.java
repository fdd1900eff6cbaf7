package dev.weir.app.terminal;

/** The configuration does not fit the machine; the message names file, place and reason. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with its line for the user. */
  public ConfigurationException(String message) {
    super(message);
  }
}
