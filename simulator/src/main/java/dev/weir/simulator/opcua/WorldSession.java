package dev.weir.simulator.opcua;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeEvent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeSession;
import dev.weir.device.line.node.NodeStatus;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.line.node.NodeWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A session with a simulated device in virtual time, without a network: it takes no time by itself.
 * Owned by the line's thread.
 */
public final class WorldSession implements NodeSession {
  /** How often the server says that it is there. */
  public static final Duration ALIVE_EVERY = Duration.ofSeconds(2);

  private final NodeWorld world;
  private final Supplier<Instant> clock;
  private final Duration serverAhead;
  private final Deque<NodeEvent> events = new ArrayDeque<>();
  private final Map<NodeName, NodeValue> told = new HashMap<>();
  private List<NodeWatch> watches = List.of();
  private boolean open;
  private Instant lastAlive = Instant.MIN;

  /**
   * Makes a session that is not open.
   *
   * @param world the device
   * @param clock what time it is for the device
   * @param serverAhead how far the server's clock is ahead of that
   */
  public WorldSession(NodeWorld world, Supplier<Instant> clock, Duration serverAhead) {
    this.world = world;
    this.clock = clock;
    this.serverAhead = serverAhead;
  }

  @Override
  public void open(List<NodeWatch> wanted) {
    close();
    watches = List.copyOf(wanted);
    open = true;
    if (isSilent()) {
      return;
    }
    lastAlive = clock.get();
    events.add(new NodeEvent.Opened(lastAlive.plus(serverAhead), ALIVE_EVERY));
  }

  private boolean isSilent() {
    return world.trouble() == NodeTrouble.MUTE;
  }

  /** Ends the session from the server's side. */
  public void cut(String reason) {
    if (open) {
      events.clear();
      events.add(new NodeEvent.Ended(reason));
      watches = List.of();
    }
  }

  @Override
  public void send(long ticket, NodeRequest request) {
    if (isSilent()) {
      return;
    }
    Instant now = clock.get();
    NodeReply reply =
        switch (request) {
          case NodeRequest.Read(List<NodeName> nodes) ->
              new NodeReply.Values(nodes.stream().map(node -> read(node, now)).toList());
          case NodeRequest.Write(NodeName node, NodeContent content) ->
              world.write(node, content, now);
          case NodeRequest.Call(NodeName object, NodeName method, List<NodeContent> arguments) ->
              world.call(object, method, arguments, now);
        };
    events.add(new NodeEvent.Answered(ticket, reply));
  }

  private NodeValue read(NodeName node, Instant now) {
    return node.equals(NodeName.CURRENT_TIME)
        ? new NodeValue(
            node,
            Optional.of(new NodeContent.Time(now.plus(serverAhead))),
            NodeStatus.GOOD,
            Optional.empty())
        : onServersClock(world.value(node));
  }

  private NodeValue onServersClock(NodeValue value) {
    return new NodeValue(
        value.node(),
        value.content(),
        value.status(),
        value.sourceTime().map(time -> time.plus(serverAhead)));
  }

  @Override
  public Optional<NodeEvent> next() {
    if (!open || isSilent()) {
      return Optional.empty();
    }
    if (events.isEmpty()) {
      look();
    }
    return Optional.ofNullable(events.poll());
  }

  private void look() {
    for (NodeWatch watch : watches) {
      NodeValue value = onServersClock(world.value(watch.node()));
      if (!value.equals(told.put(watch.node(), value))) {
        events.add(new NodeEvent.Changed(value));
      }
    }
    Instant now = clock.get();
    if (events.isEmpty() && !now.isBefore(lastAlive.plus(ALIVE_EVERY))) {
      lastAlive = now;
      events.add(new NodeEvent.Alive());
    }
  }

  @Override
  public void close() {
    open = false;
    events.clear();
    told.clear();
    watches = List.of();
  }
}
