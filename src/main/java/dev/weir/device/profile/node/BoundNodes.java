package dev.weir.device.profile.node;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeRequest;
import dev.weir.device.line.node.NodeWatch;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeTemplate;
import dev.weir.device.profile.language.ParameterValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The nodes and methods of one configured device: every name in braces is replaced, except that of
 * a sample.
 *
 * @param offer what the profile says
 * @param parameters the device's parameters
 * @param names what other names mean: the address
 * @param ids the server's name of each watched node, by its name in the profile
 * @param conversions the node of each monomer's conversion, by the monomer's name
 */
public record BoundNodes(
    NodeInterface offer,
    ParameterValues parameters,
    Map<String, String> names,
    Map<String, NodeName> ids,
    Map<String, NodeName> conversions) {
  /** Copies the maps in the order of their keys. */
  public BoundNodes {
    names = Collections.unmodifiableMap(new TreeMap<>(names));
    ids = Collections.unmodifiableMap(new TreeMap<>(ids));
    conversions = Collections.unmodifiableMap(new TreeMap<>(conversions));
  }

  /**
   * Binds a profile's nodes to one device.
   *
   * @param address the device's address
   * @param monomers whose conversions are wanted
   * @throws IllegalArgumentException when a node is none with these parameters
   */
  public static BoundNodes of(
      NodeInterface offer, ParameterValues parameters, String address, List<String> monomers) {
    Map<String, String> names = Map.of(NodeTemplate.ADDRESS, address);
    Map<String, NodeName> ids = new TreeMap<>();
    for (NodeDefinition node : offer.nodes().values()) {
      if (!node.id().names().contains(NodeTemplate.MONOMER)) {
        ids.put(node.name(), new NodeName(node.id().in(parameters, names)));
      }
    }
    Map<String, NodeName> conversions = new TreeMap<>();
    offer
        .analysis()
        .map(analysis -> offer.definition(analysis.conversion()))
        .ifPresent(
            node ->
                monomers.forEach(
                    monomer ->
                        conversions.put(
                            monomer,
                            new NodeName(
                                node.id()
                                    .in(
                                        parameters,
                                        NodeTemplate.with(
                                            names, NodeTemplate.MONOMER, monomer))))));
    BoundNodes bound = new BoundNodes(offer, parameters, names, ids, conversions);
    offer.methods().keySet().forEach(method -> bound.call(method, "x"));
    return bound;
  }

  /** Returns the nodes to watch. */
  public List<NodeWatch> watches() {
    List<NodeWatch> watches = new ArrayList<>();
    ids.forEach((name, id) -> watches.add(new NodeWatch(id, offer.definition(name).sampling())));
    return watches;
  }

  /** Returns the server's name of a watched node. */
  public NodeName id(String node) {
    NodeName id = ids.get(node);
    if (id == null) {
      throw new IllegalStateException("node '" + node + "' is not watched");
    }
    return id;
  }

  /** Returns the call of a method about a sample. */
  public NodeRequest.Call call(String method, String sample) {
    NodeInterface.Method definition = offer.methods().get(method);
    if (definition == null) {
      throw new IllegalStateException("no method '" + method + "'");
    }
    List<NodeContent> arguments = new ArrayList<>();
    Map<String, String> all = NodeTemplate.with(names, NodeTemplate.SAMPLE, sample);
    for (NodeInterface.Argument argument : definition.arguments()) {
      arguments.add(
          switch (argument) {
            case NodeInterface.Argument.OfText(NodeTemplate text) ->
                new NodeContent.Text(text.in(parameters, all));
            case NodeInterface.Argument.Fixed(NodeContent content) -> content;
          });
    }
    return new NodeRequest.Call(
        new NodeName(definition.object().in(parameters, names)),
        new NodeName(definition.method().in(parameters, names)),
        arguments);
  }

  /** Returns the request that does one thing to the device. */
  NodeRequest request(NodeInterface.Action action, String sample) {
    return switch (action) {
      case NodeInterface.Action.Write(String node, NodeContent content) ->
          new NodeRequest.Write(id(node), content);
      case NodeInterface.Action.Call(String method) -> call(method, sample);
    };
  }
}
