package dev.weir.device.line.opcua;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeStatus;
import dev.weir.device.line.node.NodeValue;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.jspecify.annotations.Nullable;

/** Between the values of OPC UA and ours. Pure. */
final class Contents {
  /** Most elements of a row of numbers. */
  static final int ELEMENTS_AT_MOST = 65_536;

  private Contents() {}

  static NodeValue value(NodeName node, DataValue value) {
    Object content = value.value() == null ? null : value.value().value();
    return new NodeValue(
        node,
        content == null ? Optional.empty() : Optional.of(content(content)),
        status(value.statusCode()),
        time(value.sourceTime()));
  }

  /** Milo gives null for a time that the server did not send. */
  private static Optional<Instant> time(@Nullable DateTime time) {
    return time == null || time.isNull() ? Optional.empty() : Optional.of(time.getJavaInstant());
  }

  static NodeStatus status(StatusCode code) {
    NodeStatus.Severity severity =
        code.isGood()
            ? NodeStatus.Severity.GOOD
            : code.isUncertain() ? NodeStatus.Severity.UNCERTAIN : NodeStatus.Severity.BAD;
    return new NodeStatus(severity, name(code));
  }

  static String name(StatusCode code) {
    return StatusCodes.lookup(code.value())
        .map(names -> names[0])
        .orElseGet(() -> "status 0x%08X".formatted(code.value()));
  }

  static NodeContent content(Object content) {
    return switch (content) {
      case java.lang.Number number -> new NodeContent.Real(number.doubleValue());
      case String text -> new NodeContent.Text(text);
      case LocalizedText text ->
          new NodeContent.Text(text.text() == null ? "" : String.valueOf(text.text()));
      case Boolean truth -> new NodeContent.Truth(truth);
      case DateTime time -> new NodeContent.Time(time.getJavaInstant());
      case Object other when other.getClass().isArray() -> row(other);
      case Object other -> new NodeContent.Other(other.getClass().getSimpleName());
    };
  }

  private static NodeContent row(Object array) {
    int length = Array.getLength(array);
    if (length > ELEMENTS_AT_MOST) {
      return new NodeContent.Other("row of %d elements".formatted(length));
    }
    List<Double> numbers = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      if (!(Array.get(array, i) instanceof java.lang.Number number)) {
        return new NodeContent.Other(array.getClass().getSimpleName());
      }
      numbers.add(number.doubleValue());
    }
    return new NodeContent.Numbers(numbers);
  }

  /**
   * Returns a content in the type of a node.
   *
   * @throws IllegalArgumentException when the type cannot hold it exactly enough; nothing is cut
   *     off
   */
  static Variant variant(NodeContent content, OpcUaDataType type) {
    return switch (content) {
      case NodeContent.Real(double number) -> Variant.of(number(number, type));
      case NodeContent.Text(String text) -> Variant.of(fitting(text, type, OpcUaDataType.String));
      case NodeContent.Truth(boolean truth) ->
          Variant.of(fitting(truth, type, OpcUaDataType.Boolean));
      case NodeContent.Time(Instant time) ->
          Variant.of(fitting(new DateTime(time), type, OpcUaDataType.DateTime));
      case NodeContent.Numbers _, NodeContent.Other _ ->
          throw new IllegalArgumentException(content.print() + " cannot be written");
    };
  }

  private static Object fitting(Object value, OpcUaDataType type, OpcUaDataType wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException(
          "the node holds a %s and takes no %s".formatted(type, wanted));
    }
    return value;
  }

  private static Object number(double number, OpcUaDataType type) {
    return switch (type) {
      case Double -> number;
      case Float -> (float) number;
      case SByte -> (byte) whole(number, type, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case Int16 -> (short) whole(number, type, Short.MIN_VALUE, Short.MAX_VALUE);
      case Int32 -> (int) whole(number, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Int64 -> whole(number, type, -(1L << 53), 1L << 53);
      case Byte -> Unsigned.ubyte(whole(number, type, 0, 255));
      case UInt16 -> Unsigned.ushort((int) whole(number, type, 0, 65_535));
      case UInt32 -> Unsigned.uint(whole(number, type, 0, 4_294_967_295L));
      case UInt64 -> Unsigned.ulong(whole(number, type, 0, 1L << 53));
      default ->
          throw new IllegalArgumentException("the node holds a %s and no number".formatted(type));
    };
  }

  private static long whole(double number, OpcUaDataType type, long lowest, long highest) {
    if (number != Math.rint(number) || number < lowest || number > highest) {
      throw new IllegalArgumentException(
          "%s is not a whole number from %d to %d, as its node (%s) needs"
              .formatted(number, lowest, highest, type));
    }
    return (long) number;
  }
}
