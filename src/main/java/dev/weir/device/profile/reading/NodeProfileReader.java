package dev.weir.device.profile.reading;

import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.device.line.node.NodeContent;
import dev.weir.device.line.node.NodeName;
import dev.weir.device.line.node.NodeWatch;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.Addressing;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Envelope;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.Limit;
import dev.weir.device.profile.language.NodeDefinition;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeKind;
import dev.weir.device.profile.language.NodeSimulation;
import dev.weir.device.profile.language.NodeTemplate;
import dev.weir.device.profile.language.Parameter;
import dev.weir.device.profile.language.Simulation;
import dev.weir.device.profile.language.Timing;
import dev.weir.device.profile.language.TransportDefault;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.units.Dimension;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the profile of a device whose values are nodes of an OPC UA server: {@code nodes} and
 * {@code methods} stand in place of framings and commands. Owned by the reading thread.
 */
final class NodeProfileReader {
  /** Nothing frames a message that no bytes are made of. */
  private static final Framing NODES =
      new Framing(
          "nodes",
          Set.of(TransportKind.OPCUA),
          new FrameForm.NoFrames(),
          new FrameForm.NoFrames(),
          false,
          Optional.empty());

  private static final Timing NO_TIMING =
      new Timing(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Timing.Haste.IGNORED);

  private static final Duration SAMPLING = Duration.ofMillis(500);

  private final YamlMap root;
  private final Map<String, Parameter> parameters;
  private final FaultList faults = new FaultList();
  private final Map<String, NodeDefinition> nodes = new LinkedHashMap<>();
  private final Map<String, NodeInterface.Method> methods = new LinkedHashMap<>();

  private NodeProfileReader(YamlMap root, Map<String, Parameter> parameters) {
    this.root = root;
    this.parameters = parameters;
  }

  /** Tells whether a document is about a device whose values are nodes. */
  static boolean isAbout(YamlMap root) {
    return root.has("nodes");
  }

  static DeviceProfile read(
      YamlMap root, DeviceProfile.Identity identity, Map<String, Parameter> parameters) {
    NodeProfileReader reader = new NodeProfileReader(root, parameters);
    return reader.profile(identity);
  }

  private DeviceProfile profile(DeviceProfile.Identity identity) {
    DeviceProfile.Wire wire = wire();
    readNodes();
    readMethods();
    faults.raise();
    ChoiceReader choices = new ChoiceReader(parameters);
    Map<Capability, NodeInterface.Value> values = faults.attempt(this::values).orElse(Map.of());
    Map<Capability, Limit> limits =
        faults
            .attempt(
                () ->
                    new BehaviourReader(
                            Map.of(),
                            choices,
                            new StepReader(Map.of(), choices),
                            new LearnReader(Map.of(), parameters),
                            faults)
                        .limits(root))
            .orElse(Map.of());
    Optional<NodeInterface.Motion> motion = faults.attempt(() -> motion(identity.kind()));
    List<NodeInterface.Identity> checks = faults.each(root, "identity", this::identity);
    Optional<Optional<NodeInterface.SampleAnalysis>> analysis =
        faults.attempt(() -> root.optionalMap("analysis").map(this::analysis));
    Optional<NodeSimulation> simulation =
        faults.attempt(
            () -> root.optionalMap("sim").map(this::simulation).orElse(NodeSimulation.EMPTY));
    if (faults.isEmpty()) {
      faults.attempt(
          () -> {
            root.refuseUnknownKeys();
            return root;
          });
    }
    faults.raise();
    NodeInterface offer =
        new NodeInterface(
            nodes,
            methods,
            values,
            checks,
            motion.orElseThrow(),
            analysis.orElseThrow(),
            simulation.orElseThrow());
    checkClass(identity.kind(), offer, limits);
    return new DeviceProfile(
        identity,
        wire,
        new DeviceProfile.Language(parameters, List.of(), List.of(), Map.of(), List.of()),
        behaviour(offer, limits),
        new Simulation(Duration.ZERO, "", Map.of(), Map.of()),
        List.of(),
        Optional.of(offer));
  }

  private DeviceProfile.Wire wire() {
    Map<TransportKind, TransportDefault> transports = WireReader.transports(root);
    if (!transports.keySet().equals(Set.of(TransportKind.OPCUA))) {
      throw root.wrong(
          "transports", "a profile with 'nodes' is reached over opcua and nothing else");
    }
    Addressing addressing =
        root.optionalMap("addressing").map(WireReader::addressing).orElse(Addressing.ALONE);
    return new DeviceProfile.Wire(
        transports,
        Map.of(NODES.name(), NODES),
        NO_TIMING,
        addressing,
        Envelope.BARE,
        new DeviceProfile.Normalise(false, false));
  }

  private static Behaviour behaviour(NodeInterface offer, Map<Capability, Limit> limits) {
    Map<Capability, CapabilityDeclaration> capabilities = new EnumMap<>(Capability.class);
    offer
        .values()
        .forEach(
            (capability, value) ->
                capabilities.put(
                    capability,
                    new CapabilityDeclaration(
                        capability,
                        value.observability(),
                        new CapabilityDeclaration.Source.OwnReport(),
                        Optional.empty(),
                        Optional.empty())));
    offer
        .analysis()
        .ifPresent(
            _ ->
                capabilities.put(
                    Capability.ANALYSIS,
                    new CapabilityDeclaration(
                        Capability.ANALYSIS,
                        Observability.MEASURED,
                        new CapabilityDeclaration.Source.OwnReport(),
                        Optional.empty(),
                        Optional.empty())));
    return new Behaviour(
        capabilities,
        limits,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new Behaviour.SafeState(List.of(), List.of(), false),
        List.of(),
        Optional.empty(),
        Map.of());
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

  private Map<Capability, NodeInterface.Value> values() {
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
    NodeDefinition node = known(map, "node");
    boolean isRun = capability == Capability.RUN;
    List<String> running = isRun ? contents(map, "running", node) : List.of();
    if (!isRun && capability != Capability.SPECTRUM) {
      checkDimension(capability, node, map, "node");
    }
    Optional<String> write =
        map.has("write") ? Optional.of(known(map, "write").name()) : Optional.empty();
    if (write.isPresent()) {
      checkDimension(capability, known(map, "write"), map, "write");
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

  private NodeDefinition known(YamlMap map, String key) {
    return known(map, key, map.text(key));
  }

  private NodeDefinition known(YamlMap map, String key, String name) {
    NodeDefinition node = nodes.get(name);
    if (node == null) {
      throw map.wrong(key, "no node '%s'%s".formatted(name, DidYouMean.hint(name, nodes.keySet())));
    }
    return node;
  }

  private String knownMethod(YamlMap map, String key, String name) {
    if (!methods.containsKey(name)) {
      throw map.wrong(
          key, "no method '%s'%s".formatted(name, DidYouMean.hint(name, methods.keySet())));
    }
    return name;
  }

  /** Reads one content or several, and returns them as they print. */
  private static List<String> contents(YamlMap map, String key, NodeDefinition node) {
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

  private NodeInterface.Identity identity(YamlMap map) {
    NodeInterface.Identity identity =
        new NodeInterface.Identity(known(map, "node").name(), map.text("matches"));
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

  private NodeInterface.Motion motion(DeviceClass kind) {
    boolean moves = kind == DeviceClass.PUMP || kind == DeviceClass.TEMPERATURE_CONTROLLER;
    List<NodeInterface.Action> start = actions(root, "start");
    List<NodeInterface.Action> stop = actions(root, "stop");
    if (!moves) {
      return new NodeInterface.Motion(start, stop, List.of(), List.of());
    }
    YamlMap map = root.map("safe_state");
    List<NodeInterface.Condition> proof = new ArrayList<>();
    for (YamlMap condition : map.maps("proof")) {
      proof.add(condition(condition));
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
            new NodeInterface.Action.Call(knownMethod(action, "call", action.text("call"))));
      } else {
        NodeDefinition node = known(action, "write");
        actions.add(
            new NodeInterface.Action.Write(
                node.name(), action.parsed("value", node.kind()::parse)));
      }
      action.refuseUnknownKeys();
    }
    return actions;
  }

  private NodeInterface.Condition condition(YamlMap map) {
    NodeDefinition node = known(map, "node");
    NodeInterface.Condition condition =
        new NodeInterface.Condition(node.name(), contents(map, "shows", node));
    map.refuseUnknownKeys();
    return condition;
  }

  private NodeInterface.SampleAnalysis analysis(YamlMap map) {
    NodeDefinition conversion = known(map, "conversion");
    if (!(conversion.kind() instanceof NodeKind.Amount amount)
        || amount.dimension() != Dimension.FRACTION
        || !conversion.id().names().contains(NodeTemplate.MONOMER)) {
      throw map.wrong(
          "conversion", "must be a number that is a fraction, with {monomer} in its id");
    }
    Optional<String> count =
        map.has("count") ? Optional.of(known(map, "count").name()) : Optional.empty();
    Optional<String> start = map.optionalText("start").map(name -> knownMethod(map, "start", name));
    NodeInterface.SampleAnalysis analysis =
        new NodeInterface.SampleAnalysis(
            conversion.name(),
            count,
            map.optionalMap("unless").map(this::condition),
            start,
            map.has("standard_deviation") ? map.number("standard_deviation", 0.0, 1.0) : 0.0,
            WireReader.duration(map, "at_most"));
    map.refuseUnknownKeys();
    if (analysis.start().isPresent() != analysis.unless().isPresent()) {
      throw map.wrong("'start' needs 'unless', and 'unless' needs 'start'");
    }
    return analysis;
  }

  private NodeSimulation simulation(YamlMap map) {
    Map<String, NodeContent> values =
        map.optionalMap("values").map(this::contentsByNode).orElse(Map.of());
    Map<String, Map<String, NodeContent>> called = new LinkedHashMap<>();
    Optional<YamlMap> methodMap = map.optionalMap("methods");
    if (methodMap.isPresent()) {
      for (String name : methodMap.get().keys()) {
        knownMethod(methodMap.get(), name, name);
        called.put(name, contentsByNode(methodMap.get().map(name)));
      }
    }
    Map<String, NodeSimulation.Follow> follows = new LinkedHashMap<>();
    Optional<YamlMap> followMap = map.optionalMap("follows");
    if (followMap.isPresent()) {
      for (String name : followMap.get().keys()) {
        known(followMap.get(), name, name);
        YamlMap at = followMap.get().map(name);
        follows.put(
            name,
            new NodeSimulation.Follow(known(at, "node").name(), WireReader.duration(at, "lag")));
        at.refuseUnknownKeys();
      }
    }
    Optional<NodeSimulation.Scan> scan = map.optionalMap("scan").map(this::scan);
    map.refuseUnknownKeys();
    return new NodeSimulation(values, called, follows, scan);
  }

  private Map<String, NodeContent> contentsByNode(YamlMap map) {
    Map<String, NodeContent> contents = new LinkedHashMap<>();
    for (String name : map.keys()) {
      contents.put(name, map.parsed(name, known(map, name, name).kind()::parse));
    }
    return contents;
  }

  private NodeSimulation.Scan scan(YamlMap map) {
    List<String> fresh =
        map.texts("fresh").stream().map(name -> known(map, "fresh", name).name()).toList();
    NodeSimulation.Scan scan =
        new NodeSimulation.Scan(
            WireReader.duration(map, "every"),
            condition(map.map("while")),
            known(map, "count").name(),
            map.has("time") ? Optional.of(known(map, "time").name()) : Optional.empty(),
            fresh);
    map.refuseUnknownKeys();
    return scan;
  }

  private void checkClass(DeviceClass kind, NodeInterface offer, Map<Capability, Limit> limits) {
    Optional<Capability> setpoint =
        switch (kind) {
          case PUMP -> Optional.of(Capability.FLOW_SETPOINT);
          case TEMPERATURE_CONTROLLER -> Optional.of(Capability.TEMPERATURE_SETPOINT);
          case SENSOR, ANALYSER -> Optional.empty();
        };
    if (setpoint.isPresent()) {
      NodeInterface.Value value = offer.values().get(setpoint.get());
      if (value == null || value.write().isEmpty()) {
        throw root.wrong(
            "capabilities", "this class needs '%s' with 'write'".formatted(setpoint.get().word()));
      }
      if (!limits.containsKey(setpoint.get())) {
        throw root.wrong(
            "limits", "this class needs limits for '%s'".formatted(setpoint.get().word()));
      }
    }
    if (kind == DeviceClass.PUMP
        && (offer.motion().start().isEmpty()
            || offer.motion().stop().isEmpty()
            || !offer.values().containsKey(Capability.RUN))) {
      throw root.wrong("capabilities", "a pump needs 'start', 'stop' and the capability 'run'");
    }
    if (offer.values().isEmpty() && offer.analysis().isEmpty()) {
      throw root.wrong("capabilities", "the device offers nothing");
    }
  }
}
