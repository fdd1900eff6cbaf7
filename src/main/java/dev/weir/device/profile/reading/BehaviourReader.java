package dev.weir.device.profile.reading;

import dev.weir.device.Capability;
import dev.weir.device.Observability;
import dev.weir.device.profile.language.Behaviour;
import dev.weir.device.profile.language.CapabilityDeclaration;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.DeviceClass;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.Limit;
import dev.weir.device.profile.language.PollGroup;
import dev.weir.device.profile.language.Watchdog;
import dev.weir.units.Dimension;
import dev.weir.units.TimeSpan;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a device can do and how it is led. */
final class BehaviourReader {
  private final Map<String, CommandDefinition> commands;
  private final ChoiceReader choices;
  private final StepReader steps;
  private final LearnReader learns;
  private final FaultList faults;

  BehaviourReader(
      Map<String, CommandDefinition> commands,
      ChoiceReader choices,
      StepReader steps,
      LearnReader learns,
      FaultList faults) {
    this.learns = learns;
    this.faults = faults;
    this.commands = commands;
    this.choices = choices;
    this.steps = steps;
  }

  Behaviour read(YamlMap root, DeviceClass kind) {
    Map<Capability, CapabilityDeclaration> capabilities =
        faults.attempt(() -> capabilities(root)).orElse(Map.of());
    Behaviour behaviour =
        new Behaviour(
            capabilities,
            limits(root),
            faults.attempt(() -> optionalCommand(root, "start")).orElse(Optional.empty()),
            faults.attempt(() -> optionalCommand(root, "stop")).orElse(Optional.empty()),
            steps.list(root, "init", faults),
            faults
                .attempt(() -> safeState(root, kind))
                .orElse(new Behaviour.SafeState(List.of(), List.of(), false)),
            polling(root),
            faults.attempt(() -> watchdog(root)).orElse(Optional.empty()),
            learns.read(root, faults));
    if (faults.isEmpty()) {
      checkClass(root, kind, behaviour);
    }
    return behaviour;
  }

  private static void checkClass(YamlMap root, DeviceClass kind, Behaviour behaviour) {
    Optional<Capability> setpoint =
        switch (kind) {
          case PUMP -> Optional.of(Capability.FLOW_SETPOINT);
          case TEMPERATURE_CONTROLLER -> Optional.of(Capability.TEMPERATURE_SETPOINT);
          case SENSOR, ANALYSER -> Optional.empty();
        };
    if (setpoint.isEmpty()) {
      return;
    }
    Capability wanted = setpoint.get();
    CapabilityDeclaration declaration = behaviour.capabilities().get(wanted);
    if (declaration == null || declaration.write().isEmpty()) {
      throw root.wrong(
          "capabilities", "this class needs '%s' with 'write'".formatted(wanted.word()));
    }
    if (!behaviour.limits().containsKey(wanted)) {
      throw root.wrong("limits", "this class needs limits for '%s'".formatted(wanted.word()));
    }
    boolean starts =
        behaviour.start().isPresent()
            || declaration.write().filter(CapabilityDeclaration.Write::starts).isPresent();
    if (kind == DeviceClass.PUMP && (!starts || behaviour.stop().isEmpty())) {
      throw root.wrong(
          "a pump needs the commands 'start' and 'stop', or 'stop' and a 'write' that 'starts' it");
    }
  }

  private Optional<String> optionalCommand(YamlMap root, String key) {
    Optional<String> name = root.optionalText(key);
    name.ifPresent(
        text -> {
          if (!ProfileReader.known(commands, root, key, text).requestFields().isEmpty()) {
            throw root.wrong(key, "command '%s' must have no fields".formatted(text));
          }
        });
    return name;
  }

  private Map<Capability, CapabilityDeclaration> capabilities(YamlMap root) {
    Map<Capability, CapabilityDeclaration> capabilities = new EnumMap<>(Capability.class);
    YamlMap map = root.map("capabilities");
    for (String word : map.keys()) {
      faults
          .attempt(() -> capability(ProfileReader.capability(map, word), map.map(word)))
          .ifPresent(declared -> capabilities.put(declared.capability(), declared));
    }
    return capabilities;
  }

  private CapabilityDeclaration capability(Capability capability, YamlMap at) {
    CapabilityDeclaration declaration =
        new CapabilityDeclaration(
            capability,
            at.word("observability", Observability.class),
            source(capability, at),
            write(at),
            at.has("configured")
                ? Optional.of(choices.quantity(at, "configured", capability.dimension()))
                : Optional.empty());
    at.refuseUnknownKeys();
    return declaration;
  }

  private CapabilityDeclaration.Source source(Capability capability, YamlMap at) {
    String from = at.text("from");
    return switch (from) {
      case "state" -> new CapabilityDeclaration.Source.State();
      case "commanded" -> new CapabilityDeclaration.Source.Commanded();
      case "own-report" -> new CapabilityDeclaration.Source.OwnReport();
      default -> replyField(capability, at, from);
    };
  }

  private CapabilityDeclaration.Source replyField(Capability capability, YamlMap at, String from) {
    CommandDefinition command = ProfileReader.known(commands, at, "from", from);
    String field = at.text("field");
    Field declared = command.replyFields().get(field);
    if (declared == null) {
      throw at.wrong(
          "field",
          "the reply of '%s' has no field '%s'%s"
              .formatted(from, field, DidYouMean.hint(field, command.replyFields().keySet())));
    }
    checkDimension(capability, declared, at, "field");
    return new CapabilityDeclaration.Source.ReplyField(from, field);
  }

  private static void checkDimension(Capability capability, Field field, YamlMap at, String key) {
    Dimension dimension;
    try {
      dimension = StepReader.dimension(field.type());
    } catch (IllegalArgumentException e) {
      throw at.wrong(key, String.valueOf(e.getMessage()));
    }
    if (dimension != capability.dimension()) {
      throw at.wrong(
          key,
          "field '%s' is a %s, '%s' is a %s"
              .formatted(
                  field.name(),
                  dimension.title(),
                  capability.word(),
                  capability.dimension().title()));
    }
  }

  private Optional<CapabilityDeclaration.Write> write(YamlMap at) {
    Optional<YamlMap> write = at.optionalMap("write");
    if (write.isEmpty()) {
      return Optional.empty();
    }
    YamlMap map = write.get();
    String name = map.text("command");
    CommandDefinition command = ProfileReader.known(commands, map, "command", name);
    String field = map.text("field");
    if (!command.requestFields().containsKey(field) || command.requestFields().size() != 1) {
      throw map.wrong(
          "field", "'%s' must be the only field of command '%s'".formatted(field, name));
    }
    boolean readBack = map.flag("read_back");
    if (readBack && at.text("from").equals("commanded")) {
      throw map.wrong("read_back", "there is no command to read back with");
    }
    Optional<Duration> atMostEvery =
        map.has("at_most_every")
            ? Optional.of(WireReader.duration(map, "at_most_every"))
            : Optional.empty();
    boolean starts = map.has("starts") && map.flag("starts");
    map.refuseUnknownKeys();
    return Optional.of(
        new CapabilityDeclaration.Write(
            name,
            field,
            readBack ? Optional.of(at.text("from")) : Optional.empty(),
            atMostEvery,
            starts));
  }

  Map<Capability, Limit> limits(YamlMap root) {
    Map<Capability, Limit> limits = new EnumMap<>(Capability.class);
    Optional<YamlMap> map = root.optionalMap("limits");
    if (map.isPresent()) {
      for (String word : map.get().keys()) {
        faults
            .attempt(() -> ProfileReader.capability(map.get(), word))
            .ifPresent(
                capability ->
                    faults
                        .attempt(() -> limit(capability, map.get().map(word)))
                        .ifPresent(limit -> limits.put(capability, limit)));
      }
    }
    return limits;
  }

  private Limit limit(Capability capability, YamlMap at) {
    Limit limit =
        new Limit(
            choices.quantity(at, "lowest", capability.dimension()),
            choices.quantity(at, "highest", capability.dimension()),
            reported(capability, at));
    at.refuseUnknownKeys();
    return limit;
  }

  private List<Limit.Reported> reported(Capability capability, YamlMap at) {
    List<Limit.Reported> reported = new ArrayList<>();
    for (YamlMap map : at.maps("reported")) {
      String from = map.text("from");
      Limit.Reported limit =
          new Limit.Reported(from, map.optionalText("lowest"), map.optionalText("highest"));
      for (String key : List.of("lowest", "highest")) {
        if (map.has(key)) {
          checkDimension(capability, replyFieldNamed(commands, map, from, key), map, key);
        }
      }
      map.refuseUnknownKeys();
      reported.add(limit);
    }
    return reported;
  }

  static Field replyFieldNamed(
      Map<String, CommandDefinition> commands, YamlMap map, String command, String key) {
    CommandDefinition known = ProfileReader.known(commands, map, "from", command);
    String name = map.text(key);
    Field field = known.replyFields().get(name);
    if (field == null) {
      throw map.wrong(
          key,
          "the reply of '%s' has no field '%s'%s"
              .formatted(command, name, DidYouMean.hint(name, known.replyFields().keySet())));
    }
    return field;
  }

  private Behaviour.SafeState safeState(YamlMap root, DeviceClass kind) {
    boolean moves = kind == DeviceClass.PUMP || kind == DeviceClass.TEMPERATURE_CONTROLLER;
    if (!moves) {
      return new Behaviour.SafeState(List.of(), List.of(), false);
    }
    YamlMap map = root.map("safe_state");
    Behaviour.SafeState safe =
        new Behaviour.SafeState(
            steps.list(map, "steps", faults),
            steps.list(map, "proof", faults),
            map.has("standing_still") && map.flag("standing_still"));
    map.refuseUnknownKeys();
    if (faults.isEmpty() && (safe.steps().isEmpty() || safe.proof().isEmpty())) {
      throw root.wrong(
          "safe_state", "needs 'steps' that make the device safe and a 'proof' that it is");
    }
    return safe;
  }

  private List<PollGroup> polling(YamlMap root) {
    List<PollGroup> groups = new ArrayList<>();
    Optional<YamlMap> map = root.optionalMap("polling");
    if (map.isPresent()) {
      for (String name : map.get().keys()) {
        faults.attempt(() -> pollGroup(name, map.get().map(name))).ifPresent(groups::add);
      }
    }
    return groups;
  }

  private PollGroup pollGroup(String name, YamlMap at) {
    for (String command : at.texts("commands")) {
      faults.attempt(
          () -> {
            CommandDefinition known = ProfileReader.known(commands, at, "commands", command);
            if (known.manners().writes() || !known.requestFields().isEmpty()) {
              throw at.wrong(
                  "commands",
                  "command '%s' cannot be polled: it writes or has fields".formatted(command));
            }
            return known;
          });
    }
    PollGroup group = new PollGroup(name, WireReader.duration(at, "period"), at.texts("commands"));
    at.refuseUnknownKeys();
    return group;
  }

  private Optional<Watchdog> watchdog(YamlMap root) {
    return root.optionalMap("watchdog")
        .map(
            map -> {
              Watchdog watchdog =
                  new Watchdog(
                      choices.read(map, "timeout", TimeSpan::parse),
                      map.optionalText("only_in"),
                      map.optionalMap("refresh").map(steps::read),
                      map.has("while_running") && map.flag("while_running"));
              map.refuseUnknownKeys();
              return watchdog;
            });
  }
}
