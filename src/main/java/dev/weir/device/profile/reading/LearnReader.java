package dev.weir.device.profile.reading;

import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.Learned;
import dev.weir.device.profile.language.Parameter;
import dev.weir.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads which parameters the device tells itself. */
final class LearnReader {
  private final Map<String, CommandDefinition> commands;
  private final Map<String, Parameter> parameters;

  LearnReader(Map<String, CommandDefinition> commands, Map<String, Parameter> parameters) {
    this.commands = commands;
    this.parameters = parameters;
  }

  Map<String, Learned> read(YamlMap root, FaultList faults) {
    Map<String, Learned> learned = new TreeMap<>();
    Optional<YamlMap> map = root.optionalMap("learn");
    if (map.isPresent()) {
      for (String name : map.get().keys()) {
        faults
            .attempt(() -> learned(parameter(map.get(), name), map.get().map(name)))
            .ifPresent(read -> learned.put(name, read));
      }
    }
    return learned;
  }

  private Parameter parameter(YamlMap map, String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw map.wrong(name, "is not one of the parameters " + parameters.keySet());
    }
    return parameter;
  }

  private Learned learned(Parameter parameter, YamlMap at) {
    String from = at.text("from");
    Field field = BehaviourReader.replyFieldNamed(commands, at, from, "field");
    Map<Pattern, String> matching = new LinkedHashMap<>();
    for (YamlMap rule : at.maps("matching")) {
      matching.put(
          rule.parsed("matches", StepReader::pattern),
          rule.parsed(
              "word",
              word -> {
                parameter.check(word);
                return word;
              }));
      rule.refuseUnknownKeys();
    }
    at.refuseUnknownKeys();
    boolean fits =
        !matching.isEmpty()
            ? field.type().number().isEmpty()
            : switch (parameter) {
              case Parameter.OfWords words ->
                  !field.type().words().isEmpty()
                      && words.words().containsAll(field.type().words());
              case Parameter.OfQuantity quantity ->
                  field
                      .type()
                      .number()
                      .filter(number -> number.dimension() == quantity.dimension())
                      .isPresent();
              case Parameter.OfText _ -> false;
            };
    if (!fits) {
      throw at.wrong(
          "field",
          "must hold what the parameter may be: %s"
              .formatted(
                  switch (parameter) {
                    case Parameter.OfWords(var _, var _, List<String> words, var _) -> words;
                    case Parameter.OfQuantity quantity -> "a " + quantity.dimension().title();
                    case Parameter.OfText _ -> "a text is never learned";
                  }));
    }
    return new Learned(from, field.name(), matching);
  }
}
