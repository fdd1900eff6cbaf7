package dev.weir.device.line.opcua;

import dev.weir.device.line.Transport;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeEvent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.line.node.NodeWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/**
 * One client from its opening to its end. {@link #open} and {@link #end} wait and belong to the
 * session's own thread; {@link #send}, {@link #next} and {@link #abandon} belong to the line;
 * Milo's threads only put into the queue.
 */
final class LiveClient {
  /** Most events that wait to be taken. */
  static final int EVENTS_AT_MOST = 10_000;

  /** How often a server that has nothing to tell must say so, as far as it agrees. */
  static final Duration ALIVE_EVERY = Duration.ofSeconds(2);

  private static final Duration FASTEST_PUBLISHING = Duration.ofMillis(50);
  private static final Duration SLOWEST_PUBLISHING = Duration.ofSeconds(1);
  private static final int STEP_SECONDS = 8;
  private static final int END_SECONDS = 3;

  private final Transport.OpcUa server;
  private final Path certificates;
  private final List<NodeWatch> watches;
  private final BlockingQueue<NodeEvent> events = new ArrayBlockingQueue<>(EVENTS_AT_MOST);
  private final Map<NodeName, NodeId> ids = new ConcurrentHashMap<>();
  private volatile boolean abandoned;
  private volatile boolean overflowed;
  private volatile Optional<OpcUaClient> client = Optional.empty();
  private volatile Optional<NamespaceTable> namespaces = Optional.empty();

  LiveClient(Transport.OpcUa server, Path certificates, List<NodeWatch> watches) {
    this.server = server;
    this.certificates = certificates;
    this.watches = List.copyOf(watches);
  }

  Optional<NodeEvent> next() {
    NodeEvent event = events.poll();
    if (event == null && overflowed) {
      overflowed = false;
      return Optional.of(
          new NodeEvent.Ended(
              "more than %d changes wait to be taken: watch fewer nodes or sample them less often"
                  .formatted(EVENTS_AT_MOST)));
    }
    return Optional.ofNullable(event);
  }

  private void tell(NodeEvent event) {
    if (!abandoned && !events.offer(event)) {
      overflowed = true;
    }
  }

  /** Nothing more is told. */
  void abandon() {
    abandoned = true;
  }

  void open() {
    if (abandoned) {
      return;
    }
    try {
      OpcUaClient made = new ClientMaker(server, certificates).make();
      client = Optional.of(made);
      made.addSessionActivityListener(
          new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession session) {
              tell(new NodeEvent.Ended("the session has ended"));
            }
          });
      within(made.connectAsync());
      namespaces = Optional.of(within(made.readNamespaceTableAsync()));
      watch(made);
    } catch (RefusedServerException | IOException e) {
      tell(new NodeEvent.Ended(String.valueOf(e.getMessage())));
    } catch (UaException | UaRuntimeException e) {
      tell(new NodeEvent.Ended(explain(e)));
    } catch (ExecutionException e) {
      tell(new NodeEvent.Ended(explain(Optional.ofNullable(e.getCause()).orElse(e))));
    } catch (TimeoutException e) {
      tell(
          new NodeEvent.Ended(
              "%s does not answer within %d s".formatted(server.endpoint(), STEP_SECONDS)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell(new NodeEvent.Ended("the program is ending"));
    }
  }

  private static <T> T within(CompletableFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(STEP_SECONDS, TimeUnit.SECONDS);
  }

  private String explain(Throwable cause) {
    String text = ClientMaker.explain(cause, server.endpoint());
    return ClientMaker.isAboutUs(cause)
        ? text
            + "; let the server trust our certificate %s"
                .formatted(
                    certificates.resolve(OwnCertificate.FOLDER).resolve(OwnCertificate.CERTIFICATE))
        : text;
  }

  private void watch(OpcUaClient made)
      throws UaException, ExecutionException, TimeoutException, InterruptedException {
    OpcUaSubscription subscription = new OpcUaSubscription(made, (double) publishing().toMillis());
    subscription.setLifetimeAndKeepAliveCalculated(true);
    subscription.setTargetKeepAliveInterval((double) ALIVE_EVERY.toMillis());
    subscription.setMaxNotificationsPerPublish(Unsigned.uint(1000));
    subscription.setSubscriptionListener(
        new OpcUaSubscription.SubscriptionListener() {
          @Override
          public void onKeepAliveReceived(OpcUaSubscription of) {
            tell(new NodeEvent.Alive());
          }

          @Override
          public void onNotificationDataLost(OpcUaSubscription of) {
            tell(new NodeEvent.Ended("changes were lost on the way"));
          }

          @Override
          public void onStatusChanged(OpcUaSubscription of, StatusCode status) {
            tell(
                new NodeEvent.Ended("the server ended the subscription: " + Contents.name(status)));
          }
        });
    subscription.create();
    DataValue now =
        within(
                made.readValuesAsync(
                    0.0, TimestampsToReturn.Both, List.of(id(NodeName.CURRENT_TIME))))
            .getFirst();
    NodeContent clock =
        Contents.value(NodeName.CURRENT_TIME, now)
            .content()
            .orElse(new NodeContent.Other("nothing"));
    if (!(clock instanceof NodeContent.Time(Instant serverTime))) {
      tell(new NodeEvent.Ended("the server does not say what time it is"));
      return;
    }
    tell(new NodeEvent.Opened(serverTime, aliveEvery(subscription)));
    addItems(subscription);
  }

  /** The server is asked to publish as often as the fastest node is sampled. */
  private Duration publishing() {
    Duration fastest =
        watches.stream()
            .map(NodeWatch::sampling)
            .min(Duration::compareTo)
            .orElse(SLOWEST_PUBLISHING);
    if (fastest.compareTo(FASTEST_PUBLISHING) < 0) {
      return FASTEST_PUBLISHING;
    }
    return fastest.compareTo(SLOWEST_PUBLISHING) > 0 ? SLOWEST_PUBLISHING : fastest;
  }

  private static Duration aliveEvery(OpcUaSubscription subscription) {
    double interval =
        subscription.getRevisedPublishingInterval().orElse((double) SLOWEST_PUBLISHING.toMillis());
    long count =
        subscription.getRevisedMaxKeepAliveCount().map(java.lang.Number::longValue).orElse(10L);
    Duration agreed = Duration.ofMillis(Math.round(interval * count));
    return agreed.compareTo(ALIVE_EVERY) < 0 ? ALIVE_EVERY : agreed;
  }

  private void addItems(OpcUaSubscription subscription) {
    List<OpcUaMonitoredItem> items = new ArrayList<>();
    for (NodeWatch watch : watches) {
      Optional<NodeId> id = idOrTell(watch.node());
      if (id.isEmpty()) {
        continue;
      }
      OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(id.get());
      item.setSamplingInterval((double) watch.sampling().toMillis());
      item.setQueueSize(Unsigned.uint(1));
      // A new source time alone is news: it proves that the value is fresh.
      item.setFilter(
          new DataChangeFilter(DataChangeTrigger.StatusValueTimestamp, Unsigned.uint(0), 0.0));
      item.setUserObject(watch.node());
      item.setDataValueListener(
          (_, value) -> tell(new NodeEvent.Changed(Contents.value(watch.node(), value))));
      items.add(item);
    }
    subscription.addMonitoredItems(items);
    for (MonitoredItemServiceOperationResult result : subscription.createMonitoredItems()) {
      StatusCode status = result.operationResult().orElse(result.serviceResult());
      if (!status.isGood()) {
        result
            .monitoredItem()
            .getUserObject()
            .ifPresent(
                node ->
                    tell(
                        new NodeEvent.Changed(
                            NodeValue.bad((NodeName) node, Contents.name(status)))));
      }
    }
  }

  /**
   * Returns the server's id of a node; a namespace that the server lacks is told as a bad value.
   */
  private Optional<NodeId> idOrTell(NodeName node) {
    try {
      return Optional.of(id(node));
    } catch (UaException e) {
      tell(new NodeEvent.Changed(NodeValue.bad(node, "Bad_NodeIdUnknown")));
      return Optional.empty();
    }
  }

  private NodeId id(NodeName node) throws UaException {
    NodeId known = ids.get(node);
    if (known == null) {
      known =
          ExpandedNodeId.parse(node.text())
              .toNodeIdOrThrow(namespaces.orElseGet(NamespaceTable::new));
      ids.put(node, known);
    }
    return known;
  }

  void send(long ticket, NodeRequest request) {
    if (client.isEmpty()) {
      tell(new NodeEvent.Answered(ticket, new NodeReply.Lost("there is no session")));
      return;
    }
    CompletableFuture<NodeReply> reply;
    try {
      reply =
          switch (request) {
            case NodeRequest.Read(List<NodeName> nodes) -> read(client.get(), nodes);
            case NodeRequest.Write(NodeName node, NodeContent content) ->
                write(client.get(), id(node), content);
            case NodeRequest.Call call -> call(client.get(), call);
          };
    } catch (UaException e) {
      reply =
          CompletableFuture.completedFuture(
              new NodeReply.Refused("the server does not know the namespace"));
    }
    CompletableFuture<NodeReply> _ =
        reply.whenComplete(
            (answer, failure) ->
                tell(
                    new NodeEvent.Answered(
                        ticket,
                        failure == null
                            ? answer
                            : new NodeReply.Refused(
                                ClientMaker.explain(failure, server.endpoint())))));
  }

  private CompletableFuture<NodeReply> read(OpcUaClient from, List<NodeName> nodes)
      throws UaException {
    List<NodeId> asked = new ArrayList<>();
    for (NodeName node : nodes) {
      asked.add(id(node));
    }
    return from.readValuesAsync(0.0, TimestampsToReturn.Both, asked)
        .thenApply(
            values -> {
              List<NodeValue> heard = new ArrayList<>();
              for (int i = 0; i < nodes.size(); i++) {
                heard.add(Contents.value(nodes.get(i), values.get(i)));
              }
              return new NodeReply.Values(heard);
            });
  }

  /** Asks for the node's type first: a server takes a number only in the type that it has. */
  private static CompletableFuture<NodeReply> write(
      OpcUaClient to, NodeId node, NodeContent content) {
    List<ReadValueId> type =
        List.of(
            new ReadValueId(node, AttributeId.DataType.uid(), null, QualifiedName.NULL_VALUE),
            new ReadValueId(node, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE));
    return to.readAsync(0.0, TimestampsToReturn.Neither, type)
        .thenCompose(
            response -> {
              Variant variant;
              try {
                variant =
                    Contents.variant(
                        content, TypeOfNode.of(List.of(response.getResults()), content));
              } catch (IllegalArgumentException e) {
                return CompletableFuture.completedFuture(
                    (NodeReply) new NodeReply.Refused(String.valueOf(e.getMessage())));
              }
              return to.writeValuesAsync(List.of(node), List.of(DataValue.valueOnly(variant)))
                  .thenApply(codes -> outcome(codes.getFirst()));
            });
  }

  private CompletableFuture<NodeReply> call(OpcUaClient to, NodeRequest.Call call)
      throws UaException {
    Variant[] arguments =
        call.arguments().stream()
            .map(argument -> Contents.variant(argument, ofArgument(argument)))
            .toArray(Variant[]::new);
    CallMethodRequest request =
        new CallMethodRequest(id(call.object()), id(call.method()), arguments);
    return to.callAsync(List.of(request))
        .thenApply(response -> outcome(response.getResults()[0].getStatusCode()));
  }

  private static OpcUaDataType ofArgument(NodeContent content) {
    return switch (content) {
      case NodeContent.Real _ -> OpcUaDataType.Double;
      case NodeContent.Text _ -> OpcUaDataType.String;
      case NodeContent.Truth _ -> OpcUaDataType.Boolean;
      case NodeContent.Time _ -> OpcUaDataType.DateTime;
      case NodeContent.Numbers _, NodeContent.Other _ ->
          throw new IllegalArgumentException(content.print() + " is no argument");
    };
  }

  private static NodeReply outcome(StatusCode status) {
    return status.isGood() ? new NodeReply.Done() : new NodeReply.Refused(Contents.name(status));
  }

  void end() {
    if (client.isEmpty()) {
      return;
    }
    try {
      client.get().disconnectAsync().get(END_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The server is gone, or does not care: the session ends on its side by its own time limit.
      abandoned = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client = Optional.empty();
  }
}
