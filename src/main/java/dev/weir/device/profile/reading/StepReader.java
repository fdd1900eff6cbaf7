package dev.weir.device.profile.reading;

import dev.weir.device.FaultClass;
import dev.weir.device.profile.codec.BitWords;
import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Measure;
import dev.weir.device.profile.language.Step;
import dev.weir.units.Dimension;
import dev.weir.yaml.DidYouMean;
import dev.weir.yaml.YamlMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads the steps of a sequence. */
final class StepReader {
  private final Map<String, CommandDefinition> commands;
  private final ChoiceReader choices;

  StepReader(Map<String, CommandDefinition> commands, ChoiceReader choices) {
    this.commands = commands;
    this.choices = choices;
  }

  List<Step> list(YamlMap map, String key, FaultList faults) {
    return faults.each(map, key, this::read);
  }

  Step read(YamlMap map) {
    String name = map.text("command");
    CommandDefinition command = ProfileReader.known(commands, map, "command", name);
    Map<String, Choice<FieldValue>> with = new LinkedHashMap<>();
    Optional<YamlMap> fields = map.optionalMap("with");
    if (fields.isPresent()) {
      for (String field : fields.get().keys()) {
        FieldType type = known(command.requestFields(), fields.get(), field).type();
        with.put(field, choices.read(fields.get(), field, text -> value(type, text)));
      }
    }
    for (String field : command.requestFields().keySet()) {
      if (!with.containsKey(field)) {
        throw map.wrong(
            "field '%s' of command '%s' is missing under 'with'".formatted(field, name));
      }
    }
    Map<String, Step.Expectation> expect = new LinkedHashMap<>();
    Optional<YamlMap> expected = map.optionalMap("expect");
    if (expected.isPresent()) {
      for (String field : expected.get().keys()) {
        expect.put(
            field,
            expectation(
                known(command.replyFields(), expected.get(), field), expected.get().map(field)));
      }
    }
    Step step =
        new Step(
            name,
            with,
            expect,
            tolerated(map),
            identifying(command, map),
            map.optionalText("framing"),
            map.optionalText("only_in"));
    map.refuseUnknownKeys();
    return step;
  }

  private static Set<FaultClass> tolerated(YamlMap map) {
    Set<FaultClass> kinds = EnumSet.noneOf(FaultClass.class);
    for (String word : map.texts("tolerates")) {
      kinds.add(
          Stream.of(FaultClass.values())
              .filter(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
              .findFirst()
              .orElseThrow(
                  () -> map.wrong("tolerates", "'%s' is not a class of error".formatted(word))));
    }
    return kinds;
  }

  private static List<String> identifying(CommandDefinition command, YamlMap map) {
    List<String> fields = map.texts("identifies");
    for (String field : fields) {
      if (!command.replyFields().containsKey(field)) {
        throw map.wrong(
            "identifies",
            "no field '%s'%s"
                .formatted(field, DidYouMean.hint(field, command.replyFields().keySet())));
      }
    }
    return fields;
  }

  private static Field known(Map<String, Field> fields, YamlMap map, String key) {
    Field field = fields.get(key);
    if (field == null) {
      throw map.wrong(key, "no such field" + DidYouMean.hint(key, fields.keySet()));
    }
    return field;
  }

  private Step.Expectation expectation(Field field, YamlMap map) {
    Step.Expectation expectation;
    if (map.has("matches")) {
      expectation = new Step.Expectation.Matches(map.parsed("matches", StepReader::pattern));
    } else if (map.has("is")) {
      expectation = new Step.Expectation.Is(choices.read(map, "is", text -> text));
    } else if (field.type().number().isEmpty()) {
      throw map.wrong("equals", "is for numbers, and this field is none: write 'is' or 'matches'");
    } else {
      Dimension dimension = dimension(field.type());
      expectation =
          new Step.Expectation.Equals(
              choices.read(map, "equals", dimension::parse), within(map, dimension));
    }
    map.refuseUnknownKeys();
    return expectation;
  }

  private static double within(YamlMap map, Dimension dimension) {
    Dimension difference =
        dimension == Dimension.TEMPERATURE ? Dimension.TEMPERATURE_DIFFERENCE : dimension;
    return map.quantity("within", difference).canonicalValue();
  }

  static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
    }
  }

  /** Returns the dimension of a field that is a number. */
  static Dimension dimension(FieldType type) {
    return type.number()
        .map(Measure::dimension)
        .orElseThrow(
            () -> new IllegalArgumentException("a word or text has no quantity: " + type.words()));
  }

  /** Reads the value of a field as it is written in a profile. */
  static FieldValue value(FieldType type, String text) {
    if (type.number().isPresent()) {
      return new FieldValue.Amount(dimension(type).parse(text));
    }
    if (type instanceof FieldType.FreeText free) {
      if (text.length() > free.maxLength()) {
        throw new IllegalArgumentException("longer than %d characters".formatted(free.maxLength()));
      }
      return new FieldValue.Word(text);
    }
    if (type instanceof FieldType.InRegisters(int _, FieldType inner)) {
      return value(inner, text);
    }
    List<String> words = type.words();
    for (String word : type.joins() ? BitWords.parts(text) : List.of(text)) {
      if (!words.contains(word)) {
        throw new IllegalArgumentException(
            "'%s' is not one of %s%s".formatted(word, words, DidYouMean.hint(word, words)));
      }
    }
    return new FieldValue.Word(text);
  }
}
