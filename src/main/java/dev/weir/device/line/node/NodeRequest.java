package dev.weir.device.line.node;

import java.util.List;

/** One thing asked of a server of nodes. */
public sealed interface NodeRequest {
  /**
   * Read the present values, straight from the device.
   *
   * @param nodes at most 100
   */
  record Read(List<NodeName> nodes) implements NodeRequest {
    /** Copies the list. */
    public Read {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * Write one value, in the type that the node has.
   *
   * @param node the node
   * @param content the value
   */
  record Write(NodeName node, NodeContent content) implements NodeRequest {}

  /**
   * Call a method.
   *
   * @param object the node whose method it is
   * @param method the method
   * @param arguments its input arguments, in their order
   */
  record Call(NodeName object, NodeName method, List<NodeContent> arguments)
      implements NodeRequest {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
