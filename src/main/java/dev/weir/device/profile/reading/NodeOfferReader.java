package dev.weir.device.profile.reading;

import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.device.profile.language.NodeTemplate;
import dev.weir.units.Dimension;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a device offers by its nodes: values, motion, identity, analyses. */
final class NodeOfferReader {
  private final YamlMap root;
  private final KnownNodes nodes;

  NodeOfferReader(YamlMap root, KnownNodes nodes) {
    this.root = root;
    this.nodes = nodes;
  }

  /** Reads {@code capabilities}. */
  Map<Capability, NodeInterface.Value> values() {
    Map<Capability, NodeInterface.Value> values = new EnumMap<>(Capability.class);
    Optional<YamlMap> map = root.optionalMap("capabilities");
    if (map.isPresent()) {
      for (String word : map.get().keys()) {
        Capability capability = ProfileReader.capability(map.get(), word);
        values.put(capability, value(capability, map.get().map(word)));
      }
    }
    return values;
  }

  private NodeInterface.Value value(Capability capability, YamlMap map) {
    NodeDefinition node = nodes.known(map, "node");
    boolean isRun = capability == Capability.RUN;
    List<String> running = isRun ? KnownNodes.contents(map, "running", node) : List.of();
    if (!isRun && capability != Capability.SPECTRUM) {
      checkDimension(capability, node, map, "node");
    }
    Optional<String> write =
        map.has("write") ? Optional.of(nodes.known(map, "write").name()) : Optional.empty();
    if (write.isPresent()) {
      checkDimension(capability, nodes.known(map, "write"), map, "write");
    }
    NodeInterface.Value value =
        new NodeInterface.Value(
            node.name(), map.word("observability", Observability.class), running, write);
    map.refuseUnknownKeys();
    return value;
  }

  private static void checkDimension(
      Capability capability, NodeDefinition node, YamlMap map, String key) {
    if (!(node.kind() instanceof NodeKind.Amount amount)
        || amount.dimension() != capability.dimension()) {
      throw map.wrong(
          key,
          "'%s' must be a number that is a %s"
              .formatted(node.name(), capability.dimension().title()));
    }
  }

  /** Reads by what the device is known. */
  NodeInterface.Identity identity(YamlMap map) {
    NodeInterface.Identity identity =
        new NodeInterface.Identity(nodes.known(map, "node").name(), map.text("matches"));
    map.parsed(
        "matches",
        text -> {
          try {
            return Pattern.compile(text);
          } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                "is not a regular expression: " + e.getDescription(), e);
          }
        });
    map.refuseUnknownKeys();
    return identity;
  }

  /** Reads how the device is started, stopped and made safe. */
  NodeInterface.Motion motion(DeviceClass kind) {
    boolean moves = kind == DeviceClass.PUMP || kind == DeviceClass.TEMPERATURE_CONTROLLER;
    List<NodeInterface.Action> start = actions(root, "start");
    List<NodeInterface.Action> stop = actions(root, "stop");
    if (!moves) {
      return new NodeInterface.Motion(start, stop, List.of(), List.of());
    }
    YamlMap map = root.map("safe_state");
    List<NodeInterface.Condition> proof = new ArrayList<>();
    for (YamlMap condition : map.maps("proof")) {
      proof.add(nodes.condition(condition));
    }
    NodeInterface.Motion motion =
        new NodeInterface.Motion(start, stop, actions(map, "steps"), proof);
    map.refuseUnknownKeys();
    if (motion.safe().isEmpty() || proof.isEmpty()) {
      throw root.wrong(
          "safe_state", "needs 'steps' that make the device safe and a 'proof' that it is");
    }
    return motion;
  }

  private List<NodeInterface.Action> actions(YamlMap map, String key) {
    List<NodeInterface.Action> actions = new ArrayList<>();
    for (YamlMap action : map.maps(key)) {
      if (action.has("call")) {
        actions.add(
            new NodeInterface.Action.Call(nodes.knownMethod(action, "call", action.text("call"))));
      } else {
        NodeDefinition node = nodes.known(action, "write");
        actions.add(
            new NodeInterface.Action.Write(
                node.name(), action.parsed("value", node.kind()::parse)));
      }
      action.refuseUnknownKeys();
    }
    return actions;
  }

  /** Reads how a sample's conversions are told. */
  NodeInterface.SampleAnalysis analysis(YamlMap map) {
    NodeDefinition conversion = nodes.known(map, "conversion");
    if (!(conversion.kind() instanceof NodeKind.Amount amount)
        || amount.dimension() != Dimension.FRACTION
        || !conversion.id().names().contains(NodeTemplate.MONOMER)) {
      throw map.wrong(
          "conversion", "must be a number that is a fraction, with {monomer} in its id");
    }
    Optional<String> count =
        map.has("count") ? Optional.of(nodes.known(map, "count").name()) : Optional.empty();
    Optional<String> start =
        map.optionalText("start").map(name -> nodes.knownMethod(map, "start", name));
    NodeInterface.SampleAnalysis analysis =
        new NodeInterface.SampleAnalysis(
            conversion.name(),
            count,
            map.optionalMap("unless").map(nodes::condition),
            start,
            map.has("standard_deviation") ? map.number("standard_deviation", 0.0, 1.0) : 0.0,
            WireReader.duration(map, "at_most"));
    map.refuseUnknownKeys();
    if (analysis.start().isPresent() != analysis.unless().isPresent()) {
      throw map.wrong("'start' needs 'unless', and 'unless' needs 'start'");
    }
    return analysis;
  }
}
