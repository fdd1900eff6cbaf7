package dev.weir.simulator.opcua;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeReply;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeStatus;
import dev.weir.device.line.node.NodeValue;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.device.profile.language.NodeSimulation;
import dev.weir.device.profile.node.BoundNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a simulated device holds in its nodes and how that changes: it answers to writes and calls,
 * numbers go after others, an analyser measures again and again. It knows no server and no clock.
 * Owned by one thread.
 */
public final class NodeWorld {
  private static final int SPECTRUM_POINTS = 256;

  private final BoundNodes nodes;
  private final NodeSimulation simulation;
  private final Map<NodeName, NodeDefinition> definitions = new TreeMap<>();
  private final Map<NodeName, NodeValue> values = new TreeMap<>();
  private Instant last;
  private Instant nextScan;
  private NodeTrouble trouble = NodeTrouble.NONE;

  /** Makes a device as it is after power-up. */
  public NodeWorld(BoundNodes nodes, Instant start) {
    this.nodes = nodes;
    this.simulation = nodes.offer().simulation();
    this.last = start;
    this.nextScan = start.plus(scanEvery());
    nodes.ids().forEach((name, id) -> definitions.put(id, nodes.offer().definition(name)));
    nodes
        .offer()
        .analysis()
        .ifPresent(
            analysis ->
                nodes
                    .conversions()
                    .values()
                    .forEach(
                        id ->
                            definitions.put(id, nodes.offer().definition(analysis.conversion()))));
    definitions.forEach((id, definition) -> values.put(id, atStart(id, definition, start)));
  }

  private Duration scanEvery() {
    return simulation.scan().map(NodeSimulation.Scan::every).orElse(Duration.ZERO);
  }

  private NodeValue atStart(NodeName id, NodeDefinition definition, Instant start) {
    boolean awaitsScan =
        simulation.scan().filter(scan -> scan.fresh().contains(definition.name())).isPresent();
    NodeContent content = simulation.values().get(definition.name());
    return awaitsScan || content == null
        ? NodeValue.bad(id, "Bad_OutOfService")
        : new NodeValue(id, Optional.of(content), NodeStatus.GOOD, Optional.of(start));
  }

  /** Returns every node, in the order of their names. */
  public Set<NodeName> names() {
    return definitions.keySet();
  }

  /** Returns the methods that can be called. */
  public List<NodeRequest.Call> methods() {
    return nodes.offer().methods().keySet().stream().map(name -> nodes.call(name, "x")).toList();
  }

  /** Returns what the content of a node means. */
  public NodeKind kind(NodeName node) {
    return definition(node).kind();
  }

  private NodeDefinition definition(NodeName node) {
    NodeDefinition definition = definitions.get(node);
    if (definition == null) {
      throw new IllegalArgumentException("no node " + node);
    }
    return definition;
  }

  /** Sets what is wrong from now on. */
  public void trouble(NodeTrouble wrong) {
    trouble = wrong;
  }

  /** Returns what is wrong. */
  public NodeTrouble trouble() {
    return trouble;
  }

  /** Returns the value of a node as the server shows it. */
  public NodeValue value(NodeName node) {
    NodeValue value = values.get(node);
    if (value == null) {
      return NodeValue.bad(node, "Bad_NodeIdUnknown");
    }
    return switch (trouble) {
      case NONE, MUTE, STALE, REFUSE, CLAMP, RESET -> value;
      case BAD_STATUS ->
          new NodeValue(
              node,
              Optional.empty(),
              new NodeStatus(NodeStatus.Severity.BAD, "Bad_DeviceFailure"),
              value.sourceTime());
      case UNCERTAIN ->
          new NodeValue(
              node,
              value.content(),
              new NodeStatus(NodeStatus.Severity.UNCERTAIN, "Uncertain_SensorNotAccurate"),
              value.sourceTime());
      case NOT_A_NUMBER ->
          value.content().orElse(new NodeContent.Text("")) instanceof NodeContent.Real
              ? new NodeValue(
                  node,
                  Optional.of(new NodeContent.Real(Double.NaN)),
                  value.status(),
                  value.sourceTime())
              : value;
    };
  }

  /** Takes a write. */
  public NodeReply write(NodeName node, NodeContent content, Instant now) {
    if (trouble == NodeTrouble.REFUSE) {
      return new NodeReply.Refused("Bad_UserAccessDenied");
    }
    if (!definitions.containsKey(node)) {
      return new NodeReply.Refused("Bad_NodeIdUnknown");
    }
    put(
        node,
        trouble == NodeTrouble.CLAMP && content instanceof NodeContent.Real(double number)
            ? new NodeContent.Real(number - 1.0)
            : content,
        now);
    return new NodeReply.Done();
  }

  /** Takes the call of a method. */
  public NodeReply call(
      NodeName object, NodeName method, List<NodeContent> arguments, Instant now) {
    if (trouble == NodeTrouble.REFUSE) {
      return new NodeReply.Refused("Bad_InvalidState");
    }
    for (Map.Entry<String, NodeInterface.Method> known : nodes.offer().methods().entrySet()) {
      NodeRequest.Call call = nodes.call(known.getKey(), "x");
      if (call.method().equals(method) && call.object().equals(object)) {
        if (call.arguments().size() != arguments.size()) {
          return new NodeReply.Refused("Bad_ArgumentsMissing");
        }
        simulation
            .methods()
            .getOrDefault(known.getKey(), Map.of())
            .forEach((name, content) -> put(nodes.id(name), content, now));
        nextScan = now.plus(scanEvery());
        return new NodeReply.Done();
      }
    }
    return new NodeReply.Refused("Bad_MethodInvalid");
  }

  private void put(NodeName node, NodeContent content, Instant now) {
    values.put(node, new NodeValue(node, Optional.of(content), NodeStatus.GOOD, Optional.of(now)));
  }

  /** Lets time pass. */
  public void step(Instant now) {
    double seconds = Duration.between(last, now).toNanos() / 1e9;
    last = now;
    if (trouble == NodeTrouble.STALE) {
      return;
    }
    simulation.follows().forEach((name, follow) -> follow(name, follow, seconds, now));
    definitions.forEach((id, definition) -> refresh(id, definition, now));
    simulation.scan().ifPresent(scan -> scan(scan, now));
  }

  private void follow(String name, NodeSimulation.Follow follow, double seconds, Instant now) {
    double here = number(nodes.id(name));
    double there =
        amount(name).rawOf(amount(follow.node()).canonicalOf(number(nodes.id(follow.node()))));
    double share = 1.0 - Math.exp(-seconds / (follow.lag().toNanos() / 1e9));
    put(nodes.id(name), new NodeContent.Real(here + (there - here) * share), now);
  }

  private NodeKind.Amount amount(String name) {
    if (nodes.offer().definition(name).kind() instanceof NodeKind.Amount amount) {
      return amount;
    }
    throw new IllegalStateException("node '" + name + "' is no number");
  }

  private double number(NodeName node) {
    return value(node).content().orElse(new NodeContent.Text(""))
            instanceof NodeContent.Real(double number)
        ? number
        : 0.0;
  }

  /** A value with an age is measured anew all the time, unless it waits for a scan. */
  private void refresh(NodeName id, NodeDefinition definition, Instant now) {
    boolean measured =
        definition.maxAge().isPresent()
            && simulation.scan().filter(scan -> scan.fresh().contains(definition.name())).isEmpty();
    NodeValue value = values.get(id);
    if (measured
        && value != null
        && value.content().isPresent()
        && !now.isBefore(value.sourceTime().orElse(Instant.MIN).plus(definition.sampling()))) {
      put(id, value.content().get(), now);
    }
  }

  private void scan(NodeSimulation.Scan scan, Instant now) {
    if (now.isBefore(nextScan)) {
      return;
    }
    nextScan = now.plus(scan.every());
    if (!Optional.ofNullable(values.get(nodes.id(scan.runs().node())))
        .map(NodeValue::content)
        .filter(scan.runs()::holds)
        .isPresent()) {
      return;
    }
    double count = number(nodes.id(scan.count())) + 1.0;
    put(nodes.id(scan.count()), new NodeContent.Real(count), now);
    scan.time().ifPresent(name -> put(nodes.id(name), new NodeContent.Time(now), now));
    definitions.forEach(
        (id, definition) -> {
          if (scan.fresh().contains(definition.name())) {
            put(id, fresh(definition, count), now);
          }
        });
  }

  private NodeContent fresh(NodeDefinition definition, double count) {
    return switch (definition.kind()) {
      case NodeKind.Series _ -> new NodeContent.Numbers(spectrum(count));
      case NodeKind.Amount _, NodeKind.Words _, NodeKind.Switch _, NodeKind.Moment _ ->
          Optional.ofNullable(simulation.values().get(definition.name()))
              .orElseGet(() -> new NodeContent.Real(0.0));
    };
  }

  /** Returns three bands on a slope; the second band grows with every scan. */
  private static List<Double> spectrum(double count) {
    List<Double> absorbance = new ArrayList<>();
    for (int i = 0; i < SPECTRUM_POINTS; i++) {
      double x = i / (double) SPECTRUM_POINTS;
      absorbance.add(
          0.02 * x
              + band(x, 0.25, 0.8)
              + band(x, 0.5, 0.3 * (1.0 - Math.exp(-count / 20.0)))
              + band(x, 0.7, 0.5));
    }
    return absorbance;
  }

  private static double band(double x, double centre, double height) {
    double distance = (x - centre) / 0.03;
    return height * Math.exp(-0.5 * distance * distance);
  }
}
