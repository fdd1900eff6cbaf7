package dev.weir.device.profile.reading;

import dev.weir.device.profile.codec.Digits;
import dev.weir.device.profile.language.FieldType;
import dev.weir.device.profile.language.NumberLayout;
import dev.weir.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how fields are written. */
final class FieldReader {
  private static final int MOST_REGISTERS = 125;
  private static final int MOST_TEXT = 200;

  private final MeasureReader measures;

  FieldReader(ChoiceReader choices) {
    this.measures = new MeasureReader(choices);
  }

  /** Field types by the words of the profile. */
  private enum TypeWord {
    DECIMAL,
    INTEGER,
    HEX,
    FLOAT,
    HEX_FLOAT,
    BINARY,
    REGISTER,
    WORDS,
    BITS,
    FLAGS,
    TEXT
  }

  FieldType type(YamlMap map) {
    return switch (map.word("type", TypeWord.class)) {
      case DECIMAL ->
          new FieldType.DecimalNumber(
              map.integer("digits", 1, Digits.MAX_DIGITS),
              map.integer("fraction", 0, Digits.MAX_DIGITS - 1),
              flag(map, "signed"),
              leastFraction(map),
              flag(map, "point_always"),
              layout(map),
              measures.measure(map));
      case INTEGER ->
          new FieldType.WholeNumber(
              map.has("minimum_digits") ? map.integer("minimum_digits", 1, Digits.MAX_DIGITS) : 1,
              map.integer("digits", 1, Digits.MAX_DIGITS),
              flag(map, "signed"),
              layout(map),
              measures.measure(map));
      case HEX ->
          new FieldType.HexNumber(
              map.integer("digits", 1, 8), flag(map, "signed"), measures.measure(map));
      case FLOAT -> new FieldType.FloatNumber(map.integer("digits", 1, 15), measures.measure(map));
      case HEX_FLOAT -> new FieldType.FloatNumber(0, measures.measure(map));
      case BINARY ->
          new FieldType.BinaryNumber(
              map.word("form", FieldType.BinaryNumber.Layout.class),
              flag(map, "low_first"),
              measures.measure(map));
      case REGISTER ->
          new FieldType.Register(
              offset(map), map.word("form", FieldType.Register.Form.class), measures.measure(map));
      case WORDS -> inRegisters(map, words(map.map("words")));
      case BITS -> inRegisters(map, bits(map));
      case FLAGS -> flags(map);
      case TEXT ->
          inRegisters(map, new FieldType.FreeText(map.integer("max_length", 1, MOST_TEXT)));
    };
  }

  private static int leastFraction(YamlMap map) {
    int fraction = map.integer("fraction", 0, Digits.MAX_DIGITS - 1);
    if (map.has("least_fraction")) {
      return map.integer("least_fraction", 0, fraction);
    }
    return !map.has("padded") || map.flag("padded") ? fraction : 0;
  }

  private static boolean flag(YamlMap map, String key) {
    return map.has(key) && map.flag(key);
  }

  private static int offset(YamlMap map) {
    return map.has("offset") ? map.integer("offset", 0, MOST_REGISTERS - 1) : 0;
  }

  private static FieldType inRegisters(YamlMap map, FieldType type) {
    return map.has("offset") ? new FieldType.InRegisters(offset(map), type) : type;
  }

  private static NumberLayout layout(YamlMap map) {
    if (!map.has("width") && !map.has("plus")) {
      return NumberLayout.TIGHT;
    }
    return new NumberLayout(
        map.has("width") ? map.integer("width", 1, 24) : 0,
        map.has("fill") ? map.word("fill", NumberLayout.Fill.class) : NumberLayout.Fill.ZERO,
        flag(map, "plus"));
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
    int digits = map.has("digits") ? map.integer("digits", 1, 8) : 4;
    boolean all = map.has("each");
    Map<Integer, String> words = new LinkedHashMap<>();
    for (YamlMap bit : map.maps(all ? "each" : "first_of")) {
      words.put(bit.integer("bit", 0, 4 * digits - 1), single(bit, "word"));
      bit.refuseUnknownKeys();
    }
    return new FieldType.Bits(digits, words, single(map, "none"), all);
  }

  private static FieldType flags(YamlMap map) {
    List<String> places = new ArrayList<>();
    for (String place : map.texts("each")) {
      places.add(place.equals("-") ? "" : word(place, map));
    }
    if (places.isEmpty()) {
      throw map.wrong("each", "needs the word of at least one place");
    }
    return new FieldType.Flags(
        places, character(map, "set", '1'), character(map, "clear", '0'), single(map, "none"));
  }

  private static String single(YamlMap map, String key) {
    return word(map.text(key), map);
  }

  private static String word(String word, YamlMap map) {
    if (word.contains(FieldType.AND) || word.isEmpty()) {
      throw map.wrong(
          "the word '%s' must not be empty nor hold a '%s'".formatted(word, FieldType.AND));
    }
    return word;
  }

  private static char character(YamlMap map, String key, char standard) {
    return map.optionalText(key)
        .map(
            text -> {
              if (text.length() != 1) {
                throw map.wrong(key, "must be one character");
              }
              return text.charAt(0);
            })
        .orElse(standard);
  }
}
