package dev.weir.device.profile.reading;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes and methods of a profile, by the names that the rest of the profile uses.
 *
 * @param nodes by their names
 * @param methods by their names
 */
record KnownNodes(Map<String, NodeDefinition> nodes, Map<String, NodeInterface.Method> methods) {
  /** Copies the maps, in their order. */
  KnownNodes {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
  }

  /** Returns the node that a key names. */
  NodeDefinition known(YamlMap map, String key) {
    return known(map, key, map.text(key));
  }

  /**
   * Returns the node of a name.
   *
   * @param key where the name stands, for the fault
   */
  NodeDefinition known(YamlMap map, String key, String name) {
    NodeDefinition node = nodes.get(name);
    if (node == null) {
      throw map.wrong(key, "no node '%s'%s".formatted(name, DidYouMean.hint(name, nodes.keySet())));
    }
    return node;
  }

  /** Returns the name of a method, when there is one of that name. */
  String knownMethod(YamlMap map, String key, String name) {
    if (!methods.containsKey(name)) {
      throw map.wrong(
          key, "no method '%s'%s".formatted(name, DidYouMean.hint(name, methods.keySet())));
    }
    return name;
  }

  /** Reads one content or several, and returns them as they print. */
  static List<String> contents(YamlMap map, String key, NodeDefinition node) {
    List<String> texts = map.isSequence(key) ? map.texts(key) : List.of(map.text(key));
    List<String> printed = new ArrayList<>();
    for (String text : texts) {
      try {
        printed.add(node.kind().parse(text).print());
      } catch (IllegalArgumentException e) {
        throw map.wrong(key, String.valueOf(e.getMessage()));
      }
    }
    return printed;
  }

  /** Reads what a node must show. */
  NodeInterface.Condition condition(YamlMap map) {
    NodeDefinition node = known(map, "node");
    NodeInterface.Condition condition =
        new NodeInterface.Condition(node.name(), contents(map, "shows", node));
    map.refuseUnknownKeys();
    return condition;
  }

  /** Reads one content for each of several nodes. */
  Map<String, NodeContent> contentsByNode(YamlMap map) {
    Map<String, NodeContent> contents = new LinkedHashMap<>();
    for (String name : map.keys()) {
      contents.put(name, map.parsed(name, known(map, name, name).kind()::parse));
    }
    return contents;
  }
}
