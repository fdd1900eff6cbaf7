package dev.weir.device.profile.reading;

import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.Addressing;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Envelope;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.Limit;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.NodeSimulation;
import dev.weir.device.profile.language.Parameter;
import dev.weir.device.profile.language.Simulation;
import dev.weir.device.profile.language.Timing;
import dev.weir.device.profile.language.TransportDefault;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.yaml.YamlMap;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private final YamlMap root;
  private final Map<String, Parameter> parameters;
  private final FaultList faults = new FaultList();

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
    KnownNodes nodes = new NodeReader(root, parameters, faults).read();
    faults.raise();
    NodeOfferReader offers = new NodeOfferReader(root, nodes);
    ChoiceReader choices = new ChoiceReader(parameters);
    Map<Capability, NodeInterface.Value> values = faults.attempt(offers::values).orElse(Map.of());
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
    Optional<NodeInterface.Motion> motion = faults.attempt(() -> offers.motion(identity.kind()));
    List<NodeInterface.Identity> checks = faults.each(root, "identity", offers::identity);
    Optional<Optional<NodeInterface.SampleAnalysis>> analysis =
        faults.attempt(() -> root.optionalMap("analysis").map(offers::analysis));
    Optional<NodeSimulation> simulation =
        faults.attempt(
            () ->
                root.optionalMap("sim")
                    .map(new NodeSimulationReader(nodes)::read)
                    .orElse(NodeSimulation.EMPTY));
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
            nodes.nodes(),
            nodes.methods(),
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
