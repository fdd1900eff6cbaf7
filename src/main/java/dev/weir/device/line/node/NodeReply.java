package dev.weir.device.line.node;

import java.time.Duration;
import java.util.List;

/** What came of a request. */
public sealed interface NodeReply {
  /**
   * The values asked for, in the order of the request.
   *
   * @param values one for each node
   */
  record Values(List<NodeValue> values) implements NodeReply {
    /** Copies the list. */
    public Values {
      values = List.copyOf(values);
    }
  }

  /** The write was taken or the method has been carried out. */
  record Done() implements NodeReply {}

  /**
   * The server refused, or the value does not fit the node.
   *
   * @param reason why, in the server's words
   */
  record Refused(String reason) implements NodeReply {}

  /**
   * Nothing came in time.
   *
   * @param waited how long
   */
  record TimedOut(Duration waited) implements NodeReply {}

  /**
   * The session ended in the middle.
   *
   * @param reason why
   */
  record Lost(String reason) implements NodeReply {}
}
