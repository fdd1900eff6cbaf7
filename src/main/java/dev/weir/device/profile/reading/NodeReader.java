package dev.weir.device.profile.reading;

import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeWatch;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.device.profile.language.NodeTemplate;
import dev.weir.device.profile.language.Parameter;
import dev.weir.units.Dimension;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code nodes} and {@code methods} of a profile. Owned by the reading thread. */
final class NodeReader {
  private static final Duration SAMPLING = Duration.ofMillis(500);

  private final YamlMap root;
  private final Map<String, Parameter> parameters;
  private final FaultList faults;
  private final Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
  private final Map<String, NodeInterface.Method> methods = new LinkedHashMap<>();

  NodeReader(YamlMap root, Map<String, Parameter> parameters, FaultList faults) {
    this.root = root;
    this.parameters = parameters;
    this.faults = faults;
  }

  /** Reads them; faults are kept in the list. */
  KnownNodes read() {
    readNodes();
    readMethods();
    return new KnownNodes(nodes, methods);
  }

  private void readNodes() {
    YamlMap map = root.map("nodes");
    for (String name : map.keys()) {
      faults.attempt(() -> node(name, map.map(name))).ifPresent(node -> nodes.put(name, node));
    }
    if (map.keys().isEmpty()) {
      throw root.wrong("nodes", "at least one node is needed");
    }
  }

  private NodeDefinition node(String name, YamlMap map) {
    NodeTemplate id = template(map, "id", Set.of(NodeTemplate.ADDRESS, NodeTemplate.MONOMER));
    NodeKind kind =
        switch (map.word("is", KindWord.class)) {
          case NUMBER -> amount(map);
          case TEXT -> new NodeKind.Words();
          case SWITCH -> new NodeKind.Switch();
          case TIME -> new NodeKind.Moment();
          case SERIES -> new NodeKind.Series();
        };
    Duration sampling = map.has("sampling") ? WireReader.duration(map, "sampling") : SAMPLING;
    try {
      NodeWatch.check(sampling);
    } catch (IllegalArgumentException e) {
      throw map.wrong("sampling", String.valueOf(e.getMessage()));
    }
    Optional<Duration> maxAge =
        map.has("max_age") ? Optional.of(WireReader.duration(map, "max_age")) : Optional.empty();
    if (maxAge.filter(age -> age.compareTo(sampling) < 0).isPresent()) {
      throw map.wrong("max_age", "is shorter than the sampling interval");
    }
    map.refuseUnknownKeys();
    return new NodeDefinition(name, id, kind, sampling, maxAge);
  }

  /** Kinds of content by the words of a profile. */
  private enum KindWord {
    NUMBER,
    TEXT,
    SWITCH,
    TIME,
    SERIES
  }

  private static NodeKind amount(YamlMap map) {
    Dimension dimension = map.parsed("quantity", ProfileReader::dimension);
    Dimension.Unit unit =
        map.has("unit") ? map.parsed("unit", dimension::unitOf) : dimension.canonical();
    if (!map.has("unit") && dimension != Dimension.NUMBER) {
      throw map.wrong("quantity", "a " + dimension.title() + " needs its 'unit'");
    }
    double factor = map.has("scale") ? map.number("scale", -1e12, 1e12) : 1.0;
    if (factor == 0.0) {
      throw map.wrong("scale", "must not be 0");
    }
    double lowest = Double.NEGATIVE_INFINITY;
    double highest = Double.POSITIVE_INFINITY;
    Optional<YamlMap> physical = map.optionalMap("physical");
    if (physical.isPresent()) {
      lowest = physical.get().quantity("lowest", dimension).canonicalValue();
      highest = physical.get().quantity("highest", dimension).canonicalValue();
      physical.get().refuseUnknownKeys();
    }
    double resolution = map.has("resolution") ? map.number("resolution", 0.0, 1e12) : 0.0;
    return new NodeKind.Amount(dimension, unit, factor, lowest, highest, resolution);
  }

  private void readMethods() {
    Optional<YamlMap> map = root.optionalMap("methods");
    if (map.isEmpty()) {
      return;
    }
    for (String name : map.get().keys()) {
      faults
          .attempt(() -> method(map.get().map(name)))
          .ifPresent(method -> methods.put(name, method));
    }
  }

  private NodeInterface.Method method(YamlMap map) {
    NodeTemplate object = template(map, "object", Set.of(NodeTemplate.ADDRESS));
    NodeTemplate method = template(map, "method", Set.of(NodeTemplate.ADDRESS));
    List<NodeInterface.Argument> arguments = new ArrayList<>();
    for (YamlMap argument : map.maps("arguments")) {
      arguments.add(argument(argument));
      argument.refuseUnknownKeys();
    }
    map.refuseUnknownKeys();
    return new NodeInterface.Method(object, method, arguments);
  }

  private NodeInterface.Argument argument(YamlMap map) {
    if (map.has("text")) {
      NodeTemplate text = new NodeTemplate(map.text("text"));
      checkNames(map, "text", text, Set.of(NodeTemplate.ADDRESS, NodeTemplate.SAMPLE));
      return new NodeInterface.Argument.OfText(text);
    }
    if (map.has("switch")) {
      return new NodeInterface.Argument.Fixed(new NodeContent.Truth(map.flag("switch")));
    }
    return new NodeInterface.Argument.Fixed(
        new NodeContent.Real(map.number("number", -1e300, 1e300)));
  }

  private NodeTemplate template(YamlMap map, String key, Set<String> allowed) {
    NodeTemplate template = new NodeTemplate(map.text(key));
    checkNames(map, key, template, allowed);
    map.parsed(key, text -> new NodeName(text.replaceAll("\\{[^{}]*}", "x")));
    return template;
  }

  private void checkNames(YamlMap map, String key, NodeTemplate template, Set<String> allowed) {
    for (String name : template.names()) {
      boolean known =
          name.startsWith("$") ? parameters.containsKey(name.substring(1)) : allowed.contains(name);
      if (!known) {
        Set<String> words = new TreeSet<>(allowed);
        parameters.keySet().forEach(parameter -> words.add("$" + parameter));
        throw map.wrong(key, "'{%s}' is not known%s".formatted(name, DidYouMean.hint(name, words)));
      }
    }
  }
}
