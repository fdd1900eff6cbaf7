package dev.weir.device.profile;

import dev.weir.device.FaultClass;
import dev.weir.units.Dimension;
import dev.weir.units.Quantity;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads commands, fields, states and errors of a profile. */
final class LanguageReader {
  private static final int MOST_REGISTERS = 125;
  private static final int MOST_TEXT = 200;

  private final ChoiceReader choices;

  LanguageReader(ChoiceReader choices) {
    this.choices = choices;
  }

  static StateWord state(YamlMap map) {
    // A state that only a field names is not written anywhere.
    String text = map.optionalParsed("text", Template::unescaped).orElse("");
    StateWord state =
        new StateWord(
            text,
            map.text("name"),
            map.has("motion")
                ? map.word("motion", StateWord.Motion.class)
                : StateWord.Motion.UNSAID,
            fault(map, "alarm"),
            map.has("swallows_command") && map.flag("swallows_command"),
            fault(map, "refuses"));
    map.refuseUnknownKeys();
    return state;
  }

  private static Optional<FaultClass> fault(YamlMap map, String key) {
    return map.has(key) ? Optional.of(map.word(key, FaultClass.class)) : Optional.empty();
  }

  static ErrorRule error(YamlMap map) {
    boolean prefix = map.has("prefix");
    ErrorRule rule =
        new ErrorRule(
            map.parsed(prefix ? "prefix" : "text", Template::unescaped),
            prefix,
            map.word("class", FaultClass.class),
            map.optionalText("recover"));
    map.refuseUnknownKeys();
    return rule;
  }

  CommandDefinition command(String name, YamlMap map) {
    boolean writes = map.has("writes") && map.flag("writes");
    CommandDefinition.Manners manners =
        new CommandDefinition.Manners(
            writes,
            map.has("idempotent") ? map.flag("idempotent") : !writes,
            !map.has("replies") || map.flag("replies"),
            !map.has("state_proves") || map.flag("state_proves"),
            map.optionalText("confirm_by"),
            map.optionalText("state_field"));
    Map<String, Field> declared = new LinkedHashMap<>();
    Optional<YamlMap> fields = map.optionalMap("fields");
    CommandDefinition.Form form = form(map);
    if (fields.isPresent()) {
      for (String field : fields.get().keys()) {
        YamlMap at = fields.get().map(field);
        declared.put(field, new Field(field, type(at)));
        at.refuseUnknownKeys();
      }
    }
    map.refuseUnknownKeys();
    if (manners.replies() && manners.confirmBy().isPresent()) {
      throw map.wrong("confirm_by", "is only for a command with 'replies: false'");
    }
    return split(name, form, declared, manners, map);
  }

  private CommandDefinition.Form form(YamlMap map) {
    if (map.has("request")) {
      return new CommandDefinition.Form.Text(
          map.parsed("request", LanguageReader::template),
          map.optionalParsed("reply", LanguageReader::template).orElse(""));
    }
    YamlMap modbus = map.map("modbus");
    Choice<Integer> address = choices.read(modbus, "address", LanguageReader::registerAddress);
    int count = modbus.has("count") ? modbus.integer("count", 1, MOST_REGISTERS) : 1;
    Function function = modbus.word("function", Function.class);
    modbus.refuseUnknownKeys();
    if (function == Function.WRITE_SINGLE && count != 1) {
      throw modbus.wrong("count", "write-single writes one register, was " + count);
    }
    if (function == Function.WRITE_MULTIPLE && count > ModbusPdus.MOST_WRITTEN) {
      throw modbus.wrong(
          "count", "at most %d registers are written at once".formatted(ModbusPdus.MOST_WRITTEN));
    }
    return switch (function) {
      case READ_HOLDING -> new CommandDefinition.Form.ReadRegisters(false, address, count);
      case READ_INPUT -> new CommandDefinition.Form.ReadRegisters(true, address, count);
      case WRITE_SINGLE -> new CommandDefinition.Form.WriteRegisters(true, address, count);
      case WRITE_MULTIPLE -> new CommandDefinition.Form.WriteRegisters(false, address, count);
    };
  }

  /** Checks the escapes of a template, which stay in it until it is compiled. */
  private static String template(String text) {
    Template.unescaped(text);
    return text;
  }

  /** Modbus functions by the words of the profile. */
  private enum Function {
    READ_HOLDING,
    READ_INPUT,
    WRITE_SINGLE,
    WRITE_MULTIPLE
  }

  private static int registerAddress(String text) {
    try {
      int address = Integer.decode(text);
      if (address >= 0 && address <= 0xFFFF) {
        return address;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a register address", e);
    }
    throw new IllegalArgumentException("a register address is from 0 to 65535, was " + text);
  }

  private static CommandDefinition split(
      String name,
      CommandDefinition.Form form,
      Map<String, Field> declared,
      CommandDefinition.Manners manners,
      YamlMap map) {
    Map<String, Field> request = new LinkedHashMap<>();
    Map<String, Field> reply = new LinkedHashMap<>();
    switch (form) {
      case CommandDefinition.Form.Text(String requestText, String replyText) -> {
        pick(requestText, declared, request, map, "request");
        pick(replyText, declared, reply, map, "reply");
      }
      case CommandDefinition.Form.ReadRegisters read -> reply.putAll(declared);
      case CommandDefinition.Form.WriteRegisters write -> request.putAll(declared);
    }
    for (String field : declared.keySet()) {
      if (!request.containsKey(field) && !reply.containsKey(field)) {
        throw map.wrong(
            "fields", "field '%s' appears neither in request nor in reply".formatted(field));
      }
    }
    return new CommandDefinition(name, form, request, reply, manners);
  }

  private static void pick(
      String template,
      Map<String, Field> declared,
      Map<String, Field> into,
      YamlMap map,
      String key) {
    List<String> parts;
    try {
      parts = Template.split(template);
    } catch (IllegalArgumentException e) {
      throw map.wrong(key, String.valueOf(e.getMessage()));
    }
    for (String part : parts) {
      if (part.startsWith("{") && !part.startsWith("{$")) {
        Field field = declared.get(part.substring(1));
        if (field == null) {
          throw map.wrong(
              key, "field '%s' is not declared under 'fields'".formatted(part.substring(1)));
        }
        into.put(field.name(), field);
      }
    }
  }

  private FieldType type(YamlMap map) {
    return switch (map.word("type", TypeWord.class)) {
      case DECIMAL ->
          new FieldType.DecimalNumber(
              map.integer("digits", 1, Digits.MAX_DIGITS),
              map.integer("fraction", 0, Digits.MAX_DIGITS - 1),
              map.has("signed") && map.flag("signed"),
              !map.has("padded") || map.flag("padded"),
              map.has("point_always") && map.flag("point_always"),
              measure(map));
      case INTEGER ->
          new FieldType.WholeNumber(
              map.has("minimum_digits") ? map.integer("minimum_digits", 1, Digits.MAX_DIGITS) : 1,
              map.integer("digits", 1, Digits.MAX_DIGITS),
              map.has("signed") && map.flag("signed"),
              measure(map));
      case HEX ->
          new FieldType.HexNumber(
              map.integer("digits", 1, 8), map.has("signed") && map.flag("signed"), measure(map));
      case REGISTER ->
          new FieldType.Register(
              map.has("offset") ? map.integer("offset", 0, MOST_REGISTERS - 1) : 0,
              map.word("form", FieldType.Register.Form.class),
              measure(map));
      case WORDS -> words(map.map("words"));
      case BITS -> bits(map);
      case TEXT -> new FieldType.FreeText(map.integer("max_length", 1, MOST_TEXT));
    };
  }

  /** Field types by the words of the profile. */
  private enum TypeWord {
    DECIMAL,
    INTEGER,
    HEX,
    REGISTER,
    WORDS,
    BITS,
    TEXT
  }

  private static FieldType words(YamlMap map) {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (String text : map.keys()) {
      if (text.isEmpty()) {
        throw map.wrong("a word must not be empty");
      }
      meanings.put(text, map.text(text));
    }
    return new FieldType.Words(meanings);
  }

  private static FieldType bits(YamlMap map) {
    int digits = map.integer("digits", 1, 8);
    Map<Integer, String> words = new LinkedHashMap<>();
    for (YamlMap bit : map.maps("first_of")) {
      words.put(bit.integer("bit", 0, 4 * digits - 1), bit.text("word"));
      bit.refuseUnknownKeys();
    }
    return new FieldType.Bits(digits, words, map.text("none"));
  }

  private Measure measure(YamlMap map) {
    Dimension dimension = map.parsed("quantity", ProfileReader::dimension);
    Measure.UnitRule unit = unit(map, dimension);
    Measure.Scale scale = scale(map, dimension);
    List<Measure.Sentinel> sentinels = new ArrayList<>();
    for (YamlMap sentinel : map.maps("sentinels")) {
      boolean single = sentinel.has("raw");
      sentinels.add(
          new Measure.Sentinel(
              choices.number(sentinel, single ? "raw" : "from"),
              choices.number(sentinel, single ? "raw" : "to"),
              sentinel.text("means")));
      sentinel.refuseUnknownKeys();
    }
    return new Measure(
        dimension,
        unit,
        scale,
        physical(map, dimension),
        rounding(map),
        sentinels,
        map.optionalText("no_value"));
  }

  private Measure.UnitRule unit(YamlMap map, Dimension dimension) {
    if (map.has("unit_suffix")) {
      Map<String, Dimension.Unit> units = units(map.map("unit_suffix"), dimension);
      return new Measure.UnitRule.Suffix(
          units,
          choices.read(
              map,
              "write_unit",
              text -> {
                // Spaces around a suffix are part of it, but not of the text that names it.
                for (String suffix : units.keySet()) {
                  if (suffix.strip().equals(text)) {
                    return suffix;
                  }
                }
                throw new IllegalArgumentException(
                    "'%s' is not one of %s".formatted(text, units.keySet()));
              }));
    }
    if (map.has("unit_field")) {
      return new Measure.UnitRule.LastField(
          map.text("unit_field"), units(map.map("units"), dimension));
    }
    boolean unitless = dimension == Dimension.NUMBER && !map.has("unit");
    // A straight line between two quantities carries its units with it.
    if (unitless || map.has("line")) {
      return new Measure.UnitRule.Always(Choice.fixed(dimension.canonical()));
    }
    return new Measure.UnitRule.Always(choices.read(map, "unit", dimension::unitOf));
  }

  private static Map<String, Dimension.Unit> units(YamlMap map, Dimension dimension) {
    Map<String, Dimension.Unit> units = new LinkedHashMap<>();
    for (String text : map.keys()) {
      units.put(text, map.parsed(text, dimension::unitOf));
    }
    return units;
  }

  private Measure.Scale scale(YamlMap map, Dimension dimension) {
    if (!map.has("line")) {
      return new Measure.Scale.Factor(
          map.has("scale")
              ? choices.read(map, "scale", LanguageReader::factor)
              : Choice.fixed(1.0));
    }
    YamlMap line = map.map("line");
    Measure.Scale scale =
        new Measure.Scale.Line(
            choices.number(line, "low_raw"),
            choices.number(line, "high_raw"),
            choices.quantity(line, "low", dimension),
            choices.quantity(line, "high", dimension));
    line.refuseUnknownKeys();
    return scale;
  }

  private static double factor(String text) {
    double value = ChoiceReader.finite(text);
    if (!(value > 0.0)) {
      throw new IllegalArgumentException("a scale must be above zero, was " + text);
    }
    return value;
  }

  private Measure.PhysicalRange physical(YamlMap map, Dimension dimension) {
    if (!map.has("physical")) {
      return Measure.PhysicalRange.ANY;
    }
    YamlMap range = map.map("physical");
    Choice<Quantity> lowest = choices.quantity(range, "lowest", dimension);
    Choice<Quantity> highest = choices.quantity(range, "highest", dimension);
    range.refuseUnknownKeys();
    if (lowest instanceof Choice.Fixed<Quantity>(Quantity low)
        && highest instanceof Choice.Fixed<Quantity>(Quantity high)
        && low.canonicalValue() >= high.canonicalValue()) {
      throw map.wrong(
          "physical", "lowest %s is not below highest %s".formatted(low.print(), high.print()));
    }
    return new Measure.PhysicalRange.Between(lowest, highest);
  }

  private static Measure.Rounding rounding(YamlMap map) {
    if (!map.has("rounding")) {
      return new Measure.Rounding.Exact();
    }
    return map.parsed(
        "rounding",
        text -> {
          if (text.equals("exact")) {
            return new Measure.Rounding.Exact();
          }
          if (text.equals("nearest")) {
            return new Measure.Rounding.Nearest(1.0);
          }
          if (text.startsWith("nearest within ")) {
            return new Measure.Rounding.Nearest(
                Dimension.FRACTION
                    .parse(text.substring("nearest within ".length()))
                    .canonicalValue());
          }
          throw new IllegalArgumentException(
              "must be 'exact', 'nearest' or 'nearest within 1 %', was '" + text + "'");
        });
  }
}
