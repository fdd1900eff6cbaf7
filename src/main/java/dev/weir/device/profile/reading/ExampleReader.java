package dev.weir.device.profile.reading;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Example;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads golden bytes. */
final class ExampleReader {
  private ExampleReader() {}

  static Example read(YamlMap map, Map<String, CommandDefinition> commands) {
    String name = map.text("command");
    CommandDefinition command = ProfileReader.known(commands, map, "command", name);
    Map<String, String> parameters = new LinkedHashMap<>();
    map.optionalMap("parameters")
        .ifPresent(at -> at.keys().forEach(key -> parameters.put(key, at.text(key))));
    Example example =
        new Example(
            map.text("about"),
            name,
            new Example.Settings(map.optionalText("address").orElse(""), parameters),
            bytes(map, "tx"),
            fields(map, "with", command.requestFields()),
            bytes(map, "rx"),
            new Example.Outcome(
                fields(map, "gives", command.replyFields()),
                map.optionalText("state"),
                map.optionalText("error")));
    map.refuseUnknownKeys();
    if (example.request().isEmpty() && example.reply().isEmpty()) {
      throw map.wrong("an example needs 'tx' or 'rx'");
    }
    return example;
  }

  private static Optional<Bytes> bytes(YamlMap map, String key) {
    return map.optionalText(key).map(text -> FrameReader.hex(map, key, text));
  }

  private static Fields fields(YamlMap map, String key, Map<String, Field> declared) {
    Optional<YamlMap> at = map.optionalMap(key);
    Fields fields = Fields.NONE;
    if (at.isPresent()) {
      for (String name : at.get().keys()) {
        Field field = declared.get(name);
        if (field == null) {
          throw at.get().wrong(name, "no such field");
        }
        FieldValue value = at.get().parsed(name, text -> value(field, text));
        fields = fields.with(name, value);
      }
    }
    return fields;
  }

  private static FieldValue value(Field field, String text) {
    return text.equals("no value")
        ? new FieldValue.Absent(BadReason.SENTINEL)
        : StepReader.value(field.type(), text);
  }
}
