package dev.weir.device.profile.reading;

import dev.weir.device.Capability;
import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Simulation;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how the simulator answers. */
final class SimulationReader {
  private SimulationReader() {}

  static Simulation read(
      YamlMap root, Map<String, CommandDefinition> commands, ChoiceReader choices) {
    Optional<YamlMap> found = root.optionalMap("sim");
    if (found.isEmpty()) {
      return new Simulation(Duration.ZERO, "", Map.of(), Map.of());
    }
    YamlMap map = found.get();
    Map<String, Choice<FieldValue>> variables = variables(map, commands, choices);
    Map<String, Simulation.SimulatedCommand> simulated = new LinkedHashMap<>();
    YamlMap behaviours = map.map("commands");
    for (String name : behaviours.keys()) {
      CommandDefinition command = ProfileReader.known(commands, behaviours, name, name);
      YamlMap at = behaviours.map(name);
      simulated.put(
          name,
          new Simulation.SimulatedCommand(
              links(at, "sets", command.requestFields().keySet(), variables.keySet()),
              links(at, "shows", command.replyFields().keySet(), variables.keySet()),
              at.has("effect")
                  ? Optional.of(at.word("effect", Simulation.Effect.class))
                  : Optional.empty()));
      at.refuseUnknownKeys();
    }
    for (CommandDefinition command : commands.values()) {
      Simulation.SimulatedCommand behaviour = simulated.get(command.name());
      if (behaviour == null || !behaviour.shows().keySet().equals(command.replyFields().keySet())) {
        throw map.wrong(
            "commands",
            "'%s' must show every field of its reply: %s"
                .formatted(command.name(), command.replyFields().keySet()));
      }
    }
    Simulation simulation =
        new Simulation(
            WireReader.duration(map, "latency"),
            map.optionalText("state").orElse(""),
            variables,
            simulated);
    map.refuseUnknownKeys();
    return simulation;
  }

  private static Map<String, Choice<FieldValue>> variables(
      YamlMap map, Map<String, CommandDefinition> commands, ChoiceReader choices) {
    Map<String, Choice<FieldValue>> variables = new LinkedHashMap<>();
    Optional<YamlMap> initial = map.optionalMap("variables");
    if (initial.isPresent()) {
      Map<String, FieldType> types = typesOfVariables(map.map("commands"), commands);
      for (String name : initial.get().keys()) {
        FieldType type = types.get(name);
        variables.put(
            name,
            choices.read(
                initial.get(),
                name,
                text -> type == null ? value(name, text) : StepReader.value(type, text)));
      }
    }
    return variables;
  }

  /** A variable that a field sets or shows is of that field's type. */
  private static Map<String, FieldType> typesOfVariables(
      YamlMap behaviours, Map<String, CommandDefinition> commands) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (String name : behaviours.keys()) {
      CommandDefinition command = ProfileReader.known(commands, behaviours, name, name);
      YamlMap at = behaviours.map(name);
      links(at, "sets", command.requestFields(), types);
      links(at, "shows", command.replyFields(), types);
    }
    return types;
  }

  private static void links(
      YamlMap at, String key, Map<String, Field> fields, Map<String, FieldType> types) {
    Optional<YamlMap> map = at.optionalMap(key);
    if (map.isPresent()) {
      for (String name : map.get().keys()) {
        Field field = fields.get(name);
        if (field != null) {
          types.putIfAbsent(map.get().text(name), field.type());
        }
      }
    }
  }

  /**
   * A variable that no field touches: named like a capability it has its dimension, else it is a
   * word.
   */
  private static FieldValue value(String name, String text) {
    for (Capability capability : Capability.values()) {
      if (capability.word().equals(name)) {
        return new FieldValue.Amount(capability.dimension().parse(text));
      }
    }
    return new FieldValue.Word(text);
  }

  private static Map<String, String> links(
      YamlMap at, String key, Set<String> fields, Set<String> variables) {
    Map<String, String> links = new LinkedHashMap<>();
    Optional<YamlMap> map = at.optionalMap(key);
    if (map.isEmpty()) {
      return links;
    }
    for (String field : map.get().keys()) {
      if (!fields.contains(field)) {
        throw map.get().wrong(field, "no such field" + DidYouMean.hint(field, fields));
      }
      String variable = map.get().text(field);
      // The name of the present state is always there to be shown.
      boolean isState = variable.equals("state") && key.equals("shows");
      if (!variables.contains(variable) && !isState) {
        throw map.get()
            .wrong(
                field,
                "no variable '%s'%s".formatted(variable, DidYouMean.hint(variable, variables)));
      }
      links.put(field, variable);
    }
    return links;
  }
}
