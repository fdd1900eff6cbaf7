package dev.weir.device.profile.reading;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.profile.language.NodeSimulation;
import dev.weir.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how a device is simulated whose values are nodes. */
final class NodeSimulationReader {
  private final KnownNodes nodes;

  NodeSimulationReader(KnownNodes nodes) {
    this.nodes = nodes;
  }

  /** Reads {@code sim}. */
  NodeSimulation read(YamlMap map) {
    Map<String, NodeContent> values =
        map.optionalMap("values").map(nodes::contentsByNode).orElse(Map.of());
    Map<String, Map<String, NodeContent>> called = new LinkedHashMap<>();
    Optional<YamlMap> methodMap = map.optionalMap("methods");
    if (methodMap.isPresent()) {
      for (String name : methodMap.get().keys()) {
        nodes.knownMethod(methodMap.get(), name, name);
        called.put(name, nodes.contentsByNode(methodMap.get().map(name)));
      }
    }
    Map<String, NodeSimulation.Follow> follows = new LinkedHashMap<>();
    Optional<YamlMap> followMap = map.optionalMap("follows");
    if (followMap.isPresent()) {
      for (String name : followMap.get().keys()) {
        nodes.known(followMap.get(), name, name);
        YamlMap at = followMap.get().map(name);
        follows.put(
            name,
            new NodeSimulation.Follow(
                nodes.known(at, "node").name(), WireReader.duration(at, "lag")));
        at.refuseUnknownKeys();
      }
    }
    Optional<NodeSimulation.Scan> scan = map.optionalMap("scan").map(this::scan);
    map.refuseUnknownKeys();
    return new NodeSimulation(values, called, follows, scan);
  }

  private NodeSimulation.Scan scan(YamlMap map) {
    List<String> fresh =
        map.texts("fresh").stream().map(name -> nodes.known(map, "fresh", name).name()).toList();
    NodeSimulation.Scan scan =
        new NodeSimulation.Scan(
            WireReader.duration(map, "every"),
            nodes.condition(map.map("while")),
            nodes.known(map, "count").name(),
            map.has("time") ? Optional.of(nodes.known(map, "time").name()) : Optional.empty(),
            fresh);
    map.refuseUnknownKeys();
    return scan;
  }
}
