package dev.weir.device.profile.reading;

import dev.weir.device.FaultClass;
import dev.weir.device.profile.codec.ModbusPdus;
import dev.weir.device.profile.codec.Template;
import dev.weir.device.profile.language.Choice;
import dev.weir.device.profile.language.CommandDefinition;
import dev.weir.device.profile.language.ErrorRule;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.StateWord;
import dev.weir.yaml.YamlException;
import dev.weir.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads commands, fields, states and errors of a profile. */
final class LanguageReader {
  private static final int MOST_REGISTERS = 125;

  private final ChoiceReader choices;
  private final FaultList faults;
  private final FieldReader fields;

  LanguageReader(ChoiceReader choices, FaultList faults) {
    this.choices = choices;
    this.faults = faults;
    this.fields = new FieldReader(choices);
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
            fault(map, "refuses"),
            map.optionalText("clear_with"));
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
            map.optionalText("recover"),
            map.optionalText("clear_with"));
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
    Optional<YamlMap> written = map.optionalMap("fields");
    CommandDefinition.Form form = form(map);
    if (written.isPresent()) {
      for (String field : written.get().keys()) {
        faults
            .attempt(() -> field(field, written.get().map(field)))
            .ifPresent(read -> declared.put(field, read));
      }
    }
    map.refuseUnknownKeys();
    if (written.isPresent() && declared.size() < written.get().keys().size()) {
      // A field that is wrong itself would make every mention of it wrong.
      throw new YamlException(List.of());
    }
    if (manners.replies() && manners.confirmBy().isPresent()) {
      throw map.wrong("confirm_by", "is only for a command with 'replies: false'");
    }
    return split(name, form, declared, manners, map);
  }

  private Field field(String name, YamlMap at) {
    Field field = new Field(name, fields.type(at));
    at.refuseUnknownKeys();
    return field;
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
    if ((function == Function.WRITE_SINGLE || function == Function.WRITE_COIL) && count != 1) {
      throw modbus.wrong("count", "write-single and write-coil write one, was " + count);
    }
    if (function == Function.WRITE_MULTIPLE && count > ModbusPdus.MOST_WRITTEN) {
      throw modbus.wrong(
          "count", "at most %d registers are written at once".formatted(ModbusPdus.MOST_WRITTEN));
    }
    return switch (function) {
      case READ_HOLDING -> read(CommandDefinition.Table.HOLDING_REGISTERS, address, count);
      case READ_INPUT -> read(CommandDefinition.Table.INPUT_REGISTERS, address, count);
      case READ_COILS -> read(CommandDefinition.Table.COILS, address, count);
      case READ_DISCRETE -> read(CommandDefinition.Table.DISCRETE_INPUTS, address, count);
      case WRITE_SINGLE -> write(CommandDefinition.Table.HOLDING_REGISTERS, true, address, count);
      case WRITE_MULTIPLE ->
          write(CommandDefinition.Table.HOLDING_REGISTERS, false, address, count);
      case WRITE_COIL -> write(CommandDefinition.Table.COILS, true, address, count);
    };
  }

  private static CommandDefinition.Form read(
      CommandDefinition.Table table, Choice<Integer> address, int count) {
    return new CommandDefinition.Form.ReadBlock(table, address, count);
  }

  private static CommandDefinition.Form write(
      CommandDefinition.Table table, boolean single, Choice<Integer> address, int count) {
    return new CommandDefinition.Form.WriteBlock(table, single, address, count);
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
    READ_COILS,
    READ_DISCRETE,
    WRITE_SINGLE,
    WRITE_MULTIPLE,
    WRITE_COIL
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
      case CommandDefinition.Form.ReadBlock _ -> reply.putAll(declared);
      case CommandDefinition.Form.WriteBlock _ -> request.putAll(declared);
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
}
