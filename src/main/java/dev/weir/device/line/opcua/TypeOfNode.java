package dev.weir.device.line.opcua;

import dev.weir.device.line.node.NodeContent;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** In which type a node takes its value. Pure. */
final class TypeOfNode {
  private TypeOfNode() {}

  /**
   * Returns the type.
   *
   * @param answers the node's data type and its value
   * @param content what is to be written, for the message
   * @throws IllegalArgumentException when it cannot be found out
   */
  static OpcUaDataType of(List<DataValue> answers, NodeContent content) {
    if (answers.get(0).value().value() instanceof NodeId type) {
      OpcUaDataType declared = OpcUaDataType.fromNodeId(type);
      if (declared != null && isConcrete(declared)) {
        return declared;
      }
    }
    Object present = answers.get(1).value().value();
    OpcUaDataType held =
        present == null ? null : OpcUaDataType.fromBackingClass(present.getClass());
    if (held == null) {
      throw new IllegalArgumentException(
          "the node does not say in which type it takes " + content.print());
    }
    return held;
  }

  private static boolean isConcrete(OpcUaDataType type) {
    return switch (type) {
      case Variant, DataValue, ExtensionObject, DiagnosticInfo -> false;
      default -> true;
    };
  }
}
