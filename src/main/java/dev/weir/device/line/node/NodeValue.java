package dev.weir.device.line.node;

import java.time.Instant;
import java.util.Optional;

/**
 * The value of one node as it was heard.
 *
 * @param node whose value
 * @param content the value; empty when there is none
 * @param status how far the server stands behind it
 * @param sourceTime when the device took it, on the server's clock; empty when the server does not
 *     say
 */
public record NodeValue(
    NodeName node, Optional<NodeContent> content, NodeStatus status, Optional<Instant> sourceTime) {
  /** Returns the absence of a value. */
  public static NodeValue bad(NodeName node, String status) {
    return new NodeValue(
        node, Optional.empty(), new NodeStatus(NodeStatus.Severity.BAD, status), Optional.empty());
  }
}
