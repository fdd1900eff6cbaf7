package dev.weir.simulator.opcua;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeStatus;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.profile.language.NodeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/**
 * The address space of a simulated device: one variable for each node, one method for each method.
 * Milo's threads call it; the device itself is guarded by its own lock.
 */
final class NodeNamespace extends ManagedNamespaceWithLifecycle {
  /** A device's own namespace; the server's is index 1, so this one is index 2. */
  static final String URI = "urn:weir:simulated-device";

  private final NodeWorld world;
  private final Object lock;
  private final SubscriptionModel subscriptions;
  private final Map<NodeName, UaVariableNode> variables = new TreeMap<>();
  private final Map<NodeName, NodeValue> shown = new HashMap<>();
  private final Map<NodeId, NodeName> names = new HashMap<>();

  /**
   * Makes the address space.
   *
   * @param world the device
   * @param lock guards it
   */
  NodeNamespace(OpcUaServer server, NodeWorld world, Object lock) {
    super(server, URI);
    this.world = world;
    this.lock = lock;
    this.subscriptions = new SubscriptionModel(server, this);
    getLifecycleManager().addLifecycle(subscriptions);
    getLifecycleManager().addStartupTask(this::addNodes);
  }

  private void addNodes() {
    UaFolderNode folder =
        new UaFolderNode(
            getNodeContext(),
            newNodeId("Device"),
            newQualifiedName("Device"),
            LocalizedText.english("Simulated device"));
    getNodeManager().addNode(folder);
    folder.addReference(
        new Reference(
            folder.getNodeId(),
            NodeIds.Organizes,
            NodeIds.ObjectsFolder.expanded(),
            Reference.Direction.INVERSE));
    synchronized (lock) {
      for (NodeName name : world.names()) {
        addVariable(folder, name);
      }
      for (NodeRequest.Call method : world.methods()) {
        addMethod(folder, method);
      }
    }
  }

  private void addVariable(UaFolderNode folder, NodeName name) {
    NodeId id = NodeId.parse(name.text());
    NodeKind kind = world.kind(name);
    UaVariableNode node =
        new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
            .setNodeId(id)
            .setAccessLevel(AccessLevel.READ_WRITE)
            .setUserAccessLevel(AccessLevel.READ_WRITE)
            .setBrowseName(newQualifiedName(name.text()))
            .setDisplayName(LocalizedText.english(name.text()))
            .setDataType(type(kind))
            .setValueRank(kind instanceof NodeKind.Series ? 1 : -1)
            .setTypeDefinition(NodeIds.BaseDataVariableType)
            .build();
    getNodeManager().addNode(node);
    folder.addOrganizes(node);
    variables.put(name, node);
    names.put(id, name);
    NodeValue value = world.value(name);
    shown.put(name, value);
    node.setValue(data(value));
  }

  private static NodeId type(NodeKind kind) {
    return switch (kind) {
      case NodeKind.Amount _, NodeKind.Series _ -> NodeIds.Double;
      case NodeKind.Words _ -> NodeIds.String;
      case NodeKind.Switch _ -> NodeIds.Boolean;
      case NodeKind.Moment _ -> NodeIds.DateTime;
    };
  }

  private void addMethod(UaFolderNode folder, NodeRequest.Call call) {
    NodeId id = NodeId.parse(call.method().text());
    UaMethodNode node =
        UaMethodNode.builder(getNodeContext())
            .setNodeId(id)
            .setBrowseName(newQualifiedName(call.method().text()))
            .setDisplayName(LocalizedText.english(call.method().text()))
            .build();
    getNodeManager().addNode(node);
    folder.addReference(
        new Reference(
            folder.getNodeId(), NodeIds.HasComponent, id.expanded(), Reference.Direction.FORWARD));
  }

  /** Shows what has changed since the last time. */
  void publish() {
    synchronized (lock) {
      variables.forEach(
          (name, node) -> {
            NodeValue value = world.value(name);
            if (!value.equals(shown.put(name, value))) {
              node.setValue(data(value));
            }
          });
    }
  }

  private static DataValue data(NodeValue value) {
    return new DataValue(
        value.content().map(NodeNamespace::variant).orElse(Variant.NULL_VALUE),
        status(value.status()),
        value.sourceTime().map(DateTime::new).orElse(null),
        DateTime.now());
  }

  private static StatusCode status(NodeStatus status) {
    return switch (status.name()) {
      case "Good" -> StatusCode.GOOD;
      case "Bad_OutOfService" -> new StatusCode(StatusCodes.Bad_OutOfService);
      case "Bad_DeviceFailure" -> new StatusCode(StatusCodes.Bad_DeviceFailure);
      case "Uncertain_SensorNotAccurate" -> new StatusCode(StatusCodes.Uncertain_SensorNotAccurate);
      default -> StatusCode.BAD;
    };
  }

  private static Variant variant(NodeContent content) {
    return switch (content) {
      case NodeContent.Real(double number) -> Variant.ofDouble(number);
      case NodeContent.Text(String text) -> Variant.ofString(text);
      case NodeContent.Truth(boolean truth) -> Variant.ofBoolean(truth);
      case NodeContent.Time(Instant time) -> Variant.ofDateTime(new DateTime(time));
      case NodeContent.Numbers(List<Double> numbers) ->
          Variant.ofDoubleArray(numbers.toArray(Double[]::new));
      case NodeContent.Other _ -> Variant.NULL_VALUE;
    };
  }

  private static Optional<NodeContent> content(Variant variant) {
    return switch (variant.value()) {
      case Double number -> Optional.of(new NodeContent.Real(number));
      case String text -> Optional.of(new NodeContent.Text(text));
      case Boolean truth -> Optional.of(new NodeContent.Truth(truth));
      case DateTime time -> Optional.of(new NodeContent.Time(time.getJavaInstant()));
      case null, default -> Optional.empty();
    };
  }

  @Override
  public List<StatusCode> write(WriteContext context, List<WriteValue> writes) {
    List<StatusCode> results = new ArrayList<>();
    for (WriteValue write : writes) {
      results.add(write(write));
    }
    publish();
    return results;
  }

  private StatusCode write(WriteValue write) {
    NodeName name = names.get(write.getNodeId());
    if (name == null) {
      return new StatusCode(StatusCodes.Bad_NodeIdUnknown);
    }
    if (!AttributeId.Value.uid().equals(write.getAttributeId())) {
      return new StatusCode(StatusCodes.Bad_NotWritable);
    }
    Optional<NodeContent> content = content(write.getValue().value());
    if (content.isEmpty() || !fits(world.kind(name), content.get())) {
      return new StatusCode(StatusCodes.Bad_TypeMismatch);
    }
    synchronized (lock) {
      return status(world.write(name, content.get(), DateTime.now().getJavaInstant()));
    }
  }

  private static boolean fits(NodeKind kind, NodeContent content) {
    return switch (kind) {
      case NodeKind.Amount _ -> content instanceof NodeContent.Real;
      case NodeKind.Words _ -> content instanceof NodeContent.Text;
      case NodeKind.Switch _ -> content instanceof NodeContent.Truth;
      case NodeKind.Moment _ -> content instanceof NodeContent.Time;
      case NodeKind.Series _ -> false;
    };
  }

  private static StatusCode status(NodeReply reply) {
    return switch (reply) {
      case NodeReply.Done(), NodeReply.Values(List<NodeValue> _) -> StatusCode.GOOD;
      case NodeReply.Refused(String reason) ->
          switch (reason) {
            case "Bad_ArgumentsMissing" -> new StatusCode(StatusCodes.Bad_ArgumentsMissing);
            case "Bad_InvalidState" -> new StatusCode(StatusCodes.Bad_InvalidState);
            case "Bad_MethodInvalid" -> new StatusCode(StatusCodes.Bad_MethodInvalid);
            default -> new StatusCode(StatusCodes.Bad_UserAccessDenied);
          };
      case NodeReply.TimedOut _, NodeReply.Lost _ -> StatusCode.BAD;
    };
  }

  @Override
  public List<CallMethodResult> call(CallContext context, List<CallMethodRequest> requests) {
    List<CallMethodResult> results = new ArrayList<>();
    for (CallMethodRequest request : requests) {
      List<NodeContent> arguments = new ArrayList<>();
      for (Variant argument :
          Optional.ofNullable(request.getInputArguments()).orElse(new Variant[0])) {
        arguments.add(content(argument).orElse(new NodeContent.Other("nothing")));
      }
      StatusCode status;
      synchronized (lock) {
        status =
            status(
                world.call(
                    new NodeName(request.getObjectId().toParseableString()),
                    new NodeName(request.getMethodId().toParseableString()),
                    arguments,
                    DateTime.now().getJavaInstant()));
      }
      results.add(
          new CallMethodResult(status, new StatusCode[0], new DiagnosticInfo[0], new Variant[0]));
    }
    publish();
    return results;
  }

  @Override
  public void onDataItemsCreated(List<DataItem> items) {
    subscriptions.onDataItemsCreated(items);
  }

  @Override
  public void onDataItemsModified(List<DataItem> items) {
    subscriptions.onDataItemsModified(items);
  }

  @Override
  public void onDataItemsDeleted(List<DataItem> items) {
    subscriptions.onDataItemsDeleted(items);
  }

  @Override
  public void onMonitoringModeChanged(List<MonitoredItem> items) {
    subscriptions.onMonitoringModeChanged(items);
  }
}
