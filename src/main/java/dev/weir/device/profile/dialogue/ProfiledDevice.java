package dev.weir.device.profile.dialogue;

import dev.weir.device.Capability;
import dev.weir.device.Device;
import dev.weir.device.line.DeviceDescription;
import dev.weir.device.line.Dialogue;
import dev.weir.device.line.Transport;
import dev.weir.device.line.node.NodeDialogue;
import dev.weir.device.profile.codec.ProfileCodec;
import dev.weir.device.profile.frame.FrameForm;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.DeviceProfile;
import dev.weir.device.profile.language.Framing;
import dev.weir.device.profile.language.NodeInterface;
import dev.weir.device.profile.language.ParameterValues;
import dev.weir.device.profile.language.PollGroup;
import dev.weir.device.profile.language.TransportKind;
import dev.weir.device.profile.language.Watchdog;
import dev.weir.device.profile.node.BoundNodes;
import dev.weir.device.profile.node.NodeDevice;
import dev.weir.units.FlowRate;
import dev.weir.units.Pressure;
import dev.weir.units.Quantity;
import dev.weir.units.Temperature;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One configured device: its profile, bound to its description. Everything that can be wrong with
 * the two together is found here, before any port is opened.
 *
 * @param profile the profile
 * @param description how the device is configured
 * @param codec its words
 * @param limits the ranges of its set-points: the profile's, narrowed by the configuration's
 */
public record ProfiledDevice(
    DeviceProfile profile,
    DeviceDescription description,
    ProfileCodec codec,
    Map<Capability, DeviceDescription.Range> limits) {
  /** The fastest polling must come round so many times within the time of a watchdog. */
  private static final int POLLS_PER_WATCHDOG = 3;

  /** Copies the map in the order of capabilities. */
  public ProfiledDevice {
    limits = Collections.unmodifiableMap(new TreeMap<>(limits));
  }

  /**
   * Binds a profile to a configured device.
   *
   * @param transport how its line reaches it
   * @throws IllegalArgumentException when they do not fit; the message says what and why
   */
  public static ProfiledDevice of(
      DeviceProfile profile, DeviceDescription description, Transport transport) {
    ParameterValues parameters =
        ParameterValues.of(profile.language().parameters(), description.parameters());
    ProfileCodec codec =
        ProfileCodec.of(
            profile, framing(profile, description, transport), description.address(), parameters);
    ProfiledDevice device =
        new ProfiledDevice(profile, description, codec, limits(profile, description, parameters));
    device.checkConfigured();
    device.checkWatchdog();
    return device;
  }

  private static String framing(
      DeviceProfile profile, DeviceDescription description, Transport transport) {
    TransportKind kind =
        switch (transport) {
          case Transport.Serial serial -> TransportKind.SERIAL;
          case Transport.Tcp tcp -> TransportKind.TCP;
          case Transport.Folder folder -> TransportKind.FOLDER;
          case Transport.OpcUa opcUa -> TransportKind.OPCUA;
        };
    String asked = description.parameters().get(ParameterValues.FRAMING);
    if (asked != null) {
      Framing framing = profile.wire().framings().get(asked);
      if (framing == null || !framing.on().contains(kind)) {
        throw new IllegalArgumentException(
            "parameter 'framing': '%s' is not a framing of %s on a %s line; it has %s"
                .formatted(asked, profile.id(), kind, profile.wire().framings().keySet()));
      }
      return asked;
    }
    return profile.wire().framings().values().stream()
        .filter(framing -> framing.on().contains(kind))
        .findFirst()
        .map(Framing::name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s cannot be reached over a %s line; it knows %s"
                        .formatted(profile.id(), kind, profile.wire().transports().keySet())));
  }

  static Map<Capability, DeviceDescription.Range> limits(
      DeviceProfile profile, DeviceDescription description, ParameterValues parameters) {
    Map<Capability, DeviceDescription.Range> limits = new TreeMap<>();
    profile
        .behaviour()
        .limits()
        .forEach(
            (capability, limit) ->
                limits.put(
                    capability,
                    new DeviceDescription.Range(
                        limit.lowest().in(parameters), limit.highest().in(parameters))));
    description
        .limits()
        .forEach(
            (capability, range) -> {
              DeviceDescription.Range widest = limits.get(capability);
              if (widest == null) {
                throw new IllegalArgumentException(
                    "%s has no set-point '%s' to limit".formatted(profile.id(), capability.word()));
              }
              if (range.lowest().dimension() != capability.dimension()) {
                throw new IllegalArgumentException(
                    "limits of '%s' must be a %s, were %s"
                        .formatted(
                            capability.word(),
                            capability.dimension().title(),
                            range.lowest().print()));
              }
              if (range.lowest().canonicalValue() < widest.lowest().canonicalValue()
                  || range.highest().canonicalValue() > widest.highest().canonicalValue()) {
                throw new IllegalArgumentException(
                    "limits of '%s' from %s to %s are wider than those of %s, from %s to %s"
                        .formatted(
                            capability.word(),
                            range.lowest().print(),
                            range.highest().print(),
                            profile.id(),
                            widest.lowest().print(),
                            widest.highest().print()));
              }
              limits.put(capability, range);
            });
    return limits;
  }

  private void checkConfigured() {
    for (CapabilityDeclaration declaration : profile.behaviour().capabilities().values()) {
      DeviceDescription.Range range = limits.get(declaration.capability());
      if (declaration.configured().isEmpty() || range == null) {
        continue;
      }
      Quantity value = declaration.configured().get().in(codec.parameters());
      if (value.canonicalValue() < range.lowest().canonicalValue()
          || value.canonicalValue() > range.highest().canonicalValue()) {
        throw new IllegalArgumentException(
            "'%s' must be from %s to %s, was %s"
                .formatted(
                    declaration.capability().word(),
                    range.lowest().print(),
                    range.highest().print(),
                    value.print()));
      }
    }
    profile.nodes().ifPresent(offer -> bind(offer, List.of()));
    BoundStep.list(profile.behaviour().init(), codec);
    BoundStep.list(profile.behaviour().safeState().steps(), codec);
    BoundStep.list(profile.behaviour().safeState().proof(), codec);
  }

  private void checkWatchdog() {
    Optional<Duration> timeout = watchdogTimeout();
    boolean isRefreshed = profile.behaviour().watchdog().flatMap(Watchdog::refresh).isPresent();
    if (timeout.isEmpty() || isRefreshed) {
      return;
    }
    Duration fastest =
        profile.behaviour().polling().stream()
            .map(PollGroup::period)
            .min(Duration::compareTo)
            .orElse(Duration.ZERO);
    if (fastest.multipliedBy(POLLS_PER_WATCHDOG).compareTo(timeout.get()) > 0) {
      throw new IllegalArgumentException(
          "a watchdog of %s s is too short: it must be at least %d times the polling period of %s s"
              .formatted(
                  timeout.get().toMillis() / 1000.0,
                  POLLS_PER_WATCHDOG,
                  fastest.toMillis() / 1000.0));
    }
  }

  /**
   * Returns the time after which the device stops by itself when it hears nothing; empty when it
   * never does.
   */
  public Optional<Duration> watchdogTimeout() {
    return profile
        .behaviour()
        .watchdog()
        .filter(watchdog -> watchdog.isArmedIn(codec.framing().name()))
        .map(watchdog -> watchdog.timeout().in(codec.parameters()).toDuration());
  }

  /**
   * Returns how often a value is read: the period of the poll group that reads it; the fastest one
   * for values that every reply shows; empty when nothing polls it.
   */
  public Optional<Duration> period(Capability capability) {
    CapabilityDeclaration declaration = profile.behaviour().capabilities().get(capability);
    if (declaration == null) {
      return Optional.empty();
    }
    if (profile.nodes().isPresent()) {
      return profile.nodes().get().period(capability);
    }
    Predicate<PollGroup> reads =
        switch (declaration.source()) {
          case CapabilityDeclaration.Source.ReplyField(String command, String _) ->
              group -> group.commands().contains(command);
          case CapabilityDeclaration.Source.State _, CapabilityDeclaration.Source.Commanded _ ->
              _ -> true;
          case CapabilityDeclaration.Source.OwnReport _ -> _ -> false;
        };
    return profile.behaviour().polling().stream()
        .filter(reads)
        .map(PollGroup::period)
        .min(Comparator.naturalOrder());
  }

  /** Returns the device as the reactor sees it. */
  public Device device() {
    Set<Capability> capabilities = new TreeSet<>(profile.behaviour().capabilities().keySet());
    return switch (profile.identity().kind()) {
      case PUMP -> {
        DeviceDescription.Range flow = limit(Capability.FLOW_SETPOINT);
        yield new Device.Pump(
            description.name(),
            capabilities,
            (FlowRate) flow.lowest(),
            (FlowRate) flow.highest(),
            pressureLimit(),
            watchdogTimeout().isPresent());
      }
      case TEMPERATURE_CONTROLLER -> {
        DeviceDescription.Range temperature = limit(Capability.TEMPERATURE_SETPOINT);
        yield new Device.TemperatureController(
            description.name(),
            capabilities,
            (Temperature) temperature.lowest(),
            (Temperature) temperature.highest());
      }
      case SENSOR -> new Device.Sensor(description.name(), capabilities);
      case ANALYSER -> new Device.Analyser(description.name(), capabilities);
    };
  }

  private DeviceDescription.Range limit(Capability capability) {
    return Optional.ofNullable(limits.get(capability))
        .orElseThrow(
            () ->
                new IllegalStateException(profile.id() + " has no limits of " + capability.word()));
  }

  private Pressure pressureLimit() {
    return Optional.ofNullable(profile.behaviour().capabilities().get(Capability.PRESSURE_LIMIT))
        .flatMap(CapabilityDeclaration::configured)
        .map(value -> (Pressure) value.in(codec.parameters()))
        .orElse(new Pressure(0.0));
  }

  /**
   * Returns a new conversation with the device.
   *
   * @throws IllegalArgumentException when the device exchanges files, not messages
   */
  public Dialogue dialogue() {
    if (profile.nodes().isPresent()) {
      throw new IllegalArgumentException(profile.id() + " has nodes and no messages");
    }
    if (codec.framing().request() instanceof FrameForm.NoFrames) {
      throw new IllegalArgumentException(profile.id() + " exchanges files, not messages");
    }
    return new ProfileDialogue(this);
  }

  /**
   * Returns a new conversation with a device whose values are nodes of an OPC UA server.
   *
   * @param monomers whose conversions an analyser reports
   * @throws IllegalArgumentException when the device exchanges messages or files
   */
  public NodeDialogue nodeDialogue(List<String> monomers) {
    return new NodeDevice(description.name(), profile.identity().kind(), nodes(monomers), limits);
  }

  /**
   * Returns the nodes of the device with all their names.
   *
   * @param monomers whose conversions an analyser reports
   * @throws IllegalArgumentException when the device exchanges messages or files
   */
  public BoundNodes nodes(List<String> monomers) {
    return bind(
        profile
            .nodes()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        profile.id() + " has no nodes: it cannot be reached over OPC UA")),
        monomers);
  }

  private BoundNodes bind(NodeInterface offer, List<String> monomers) {
    int address = profile.wire().addressing().parse(description.address());
    return BoundNodes.of(offer, codec.parameters(), Integer.toString(address), monomers);
  }
}
