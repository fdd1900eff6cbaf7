package dev.weir.device.line.node;

/**
 * How far a server stands behind a value (OPC 10000-4, 7.39): only a good one may be used as a
 * number.
 *
 * @param severity its class
 * @param name the status code's name, for messages
 */
public record NodeStatus(Severity severity, String name) {
  /** The classes of status codes. */
  public enum Severity {
    /** The value may be used. */
    GOOD,
    /** The server doubts the value. */
    UNCERTAIN,
    /** There is no value. */
    BAD
  }

  /** A good value. */
  public static final NodeStatus GOOD = new NodeStatus(Severity.GOOD, "Good");

  /** Tells whether the value may be used. */
  public boolean isGood() {
    return severity == Severity.GOOD;
  }
}
