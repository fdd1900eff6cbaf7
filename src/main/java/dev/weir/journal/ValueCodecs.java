package dev.weir.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the codec of a declared type. Used by one thread, while a registry is built. */
final class ValueCodecs {
  private final Map<Class<?>, RecordCodec> records = new HashMap<>();
  private final Set<Class<?>> underWay = new HashSet<>();

  /**
   * Returns the codec of a type.
   *
   * @throws IllegalArgumentException when values of the type cannot be written
   */
  ValueCodec of(Type type) {
    if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListCodec(of(parts[0]));
      }
      if (generic.getRawType() == Map.class || generic.getRawType() == SortedMap.class) {
        ValueCodec.KeyCodec keys =
            of(parts[0])
                .asKey()
                .orElseThrow(
                    () -> new IllegalArgumentException(parts[0] + " cannot be the key of a map"));
        return new MapCodec(keys, of(parts[1]));
      }
    }
    throw new IllegalArgumentException(
        "values of type " + type + " cannot be written to the journal");
  }

  private ValueCodec ofClass(Class<?> type) {
    if (type.isRecord()) {
      return ofRecord(type);
    }
    if (type.isEnum()) {
      return enumeration(type);
    }
    if (type.isInterface() && type.isSealed()) {
      return new SealedCodec(
          type, EventTypes.recordsBelow(type).stream().map(this::ofRecord).toList());
    }
    Optional<ValueCodec> scalar = scalar(type);
    return scalar.orElseThrow(
        () ->
            new IllegalArgumentException(
                "values of " + type + " cannot be written to the journal"));
  }

  /**
   * Returns the codec of a record; a record that holds itself is refused, since it would have no
   * bound.
   */
  RecordCodec ofRecord(Class<?> type) {
    RecordCodec known = records.get(type);
    if (known != null) {
      return known;
    }
    if (!underWay.add(type)) {
      throw new IllegalArgumentException(type.getName() + " holds itself");
    }
    RecordCodec codec = new RecordCodec(type, this);
    underWay.remove(type);
    records.put(type, codec);
    return codec;
  }

  private static Optional<ValueCodec> scalar(Class<?> type) {
    if (type == double.class || type == Double.class) {
      return Optional.of(new DoubleCodec());
    }
    if (type == long.class || type == Long.class) {
      return Optional.of(new WholeCodec(Long::parseLong, JsonParser::getLongValue));
    }
    if (type == int.class || type == Integer.class) {
      return Optional.of(new WholeCodec(Integer::parseInt, JsonParser::getIntValue));
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of(new BooleanCodec());
    }
    if (type == String.class) {
      return Optional.of(new TextCodec(Object::toString, text -> text));
    }
    if (type == Instant.class) {
      return Optional.of(new TextCodec(Object::toString, Instant::parse));
    }
    if (type == Duration.class) {
      return Optional.of(new TextCodec(Object::toString, Duration::parse));
    }
    return Optional.empty();
  }

  private static ValueCodec enumeration(Class<?> type) {
    Map<String, Object> constants = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return new TextCodec(
        value -> ((Enum<?>) value).name(),
        name -> {
          Object constant = constants.get(name);
          if (constant == null) {
            throw new JournalException("'%s' is not a %s".formatted(name, type.getSimpleName()));
          }
          return constant;
        });
  }

  private static JournalException unexpected(String wanted, JsonParser in) {
    return new JournalException("expected " + wanted + ", was " + in.currentToken());
  }

  /**
   * Numbers, exact to the last bit; those that JSON lacks as the text {@code NaN}, {@code
   * Infinity}, {@code -Infinity}.
   */
  private record DoubleCodec() implements ValueCodec {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      double number = (Double) value;
      if (Double.isFinite(number)) {
        out.writeNumber(number);
      } else {
        out.writeString(Double.toString(number));
      }
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken().isNumeric()) {
        return in.getDoubleValue();
      }
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return switch (in.getText()) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> throw new JournalException("'" + in.getText() + "' is not a number");
        };
      }
      throw unexpected("a number", in);
    }
  }

  /** Takes a whole number from a parser. */
  @FunctionalInterface
  private interface Taking {
    Object from(JsonParser in) throws IOException;
  }

  /** Whole numbers. */
  private record WholeCodec(Function<String, Object> parsing, Taking taking) implements ValueCodec {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeNumber(((Number) value).longValue());
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw unexpected("a whole number", in);
      }
      return taking.from(in);
    }

    @Override
    public Optional<KeyCodec> asKey() {
      return Optional.of(
          new KeyCodec() {
            @Override
            public String write(Object key) {
              return key.toString();
            }

            @Override
            public Object read(String text) {
              try {
                return parsing.apply(text);
              } catch (NumberFormatException e) {
                throw new JournalException("'" + text + "' is not a whole number", e);
              }
            }
          });
    }
  }

  /** Switches. */
  private record BooleanCodec() implements ValueCodec {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      return switch (in.currentToken()) {
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> throw unexpected("true or false", in);
      };
    }
  }

  /** Everything that is written as text. */
  private record TextCodec(Function<Object, String> printing, Function<String, Object> parsing)
      implements ValueCodec {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      String text = printing.apply(value);
      if (text.length() > JsonBounds.TEXT_LENGTH) {
        throw new JournalException(
            "a text has %d characters, more than %d"
                .formatted(text.length(), JsonBounds.TEXT_LENGTH));
      }
      if (hasLoneSurrogate(text)) {
        // UTF-8 cannot carry half a character, but what a device said must not stop the journal:
        // escaped it comes back.
        out.setHighestNonEscapedChar(127);
        out.writeString(text);
        out.setHighestNonEscapedChar(0);
      } else {
        out.writeString(text);
      }
    }

    private static boolean hasLoneSurrogate(String text) {
      for (int i = 0; i < text.length(); i++) {
        char unit = text.charAt(i);
        if (Character.isHighSurrogate(unit)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else if (Character.isSurrogate(unit)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw unexpected("a text", in);
      }
      return parsed(in.getText());
    }

    private Object parsed(String text) {
      try {
        return parsing.apply(text);
      } catch (DateTimeParseException e) {
        throw new JournalException("'" + text + "' is not a time", e);
      }
    }

    @Override
    public Optional<KeyCodec> asKey() {
      return Optional.of(
          new KeyCodec() {
            @Override
            public String write(Object key) {
              return printing.apply(key);
            }

            @Override
            public Object read(String text) {
              return parsed(text);
            }
          });
    }
  }

  /** Lists. */
  private record ListCodec(ValueCodec content) implements ValueCodec {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      out.writeStartArray();
      for (Object element : (List<?>) value) {
        content.write(out, element);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw unexpected("a list", in);
      }
      List<Object> values = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        values.add(content.read(in));
      }
      return List.copyOf(values);
    }
  }

  /** Maps, in the order of their keys. */
  private record MapCodec(KeyCodec keys, ValueCodec values) implements ValueCodec {
    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      Map<?, ?> map = (Map<?, ?>) value;
      out.writeStartObject();
      for (Map.Entry<?, ?> entry :
          (map instanceof SortedMap ? map : new TreeMap<>(map)).entrySet()) {
        String key = keys.write(entry.getKey());
        if (TextCodec.hasLoneSurrogate(key)) {
          throw new JournalException(
              "a key of a map has half a character and could not be read back");
        }
        out.writeFieldName(key);
        values.write(out, entry.getValue());
      }
      out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw unexpected("a map", in);
      }
      SortedMap<Object, Object> map = new TreeMap<>();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        if (map.put(keys.read(name), values.read(in)) != null) {
          throw new JournalException("the key '" + name + "' stands twice");
        }
      }
      return Collections.unmodifiableSortedMap(map);
    }
  }

  /** One of several records: an object with the simple name of the record. */
  private static final class SealedCodec implements ValueCodec {
    private final Class<?> type;
    private final Map<Class<?>, RecordCodec> byType = new HashMap<>();
    private final Map<String, RecordCodec> byName = new HashMap<>();

    SealedCodec(Class<?> type, List<RecordCodec> permitted) {
      this.type = type;
      for (RecordCodec codec : permitted) {
        byType.put(codec.type(), codec);
        if (byName.put(codec.type().getSimpleName(), codec) != null) {
          throw new IllegalArgumentException(
              "two records of %s are named %s"
                  .formatted(type.getName(), codec.type().getSimpleName()));
        }
      }
    }

    @Override
    public void write(JsonGenerator out, Object value) throws IOException {
      RecordCodec codec = byType.get(value.getClass());
      if (codec == null) {
        throw new JournalException(
            value.getClass().getName() + " is not a " + type.getSimpleName());
      }
      out.writeStartObject();
      out.writeFieldName(codec.type().getSimpleName());
      codec.writeComponents(out, value);
      out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) throws IOException {
      String name = JsonBounds.onlyFieldName(in);
      RecordCodec codec = byName.get(name);
      if (codec == null) {
        throw new JournalException("'%s' is not a %s".formatted(name, type.getSimpleName()));
      }
      in.nextToken();
      Object value = codec.readComponents(in);
      JsonBounds.endObject(in);
      return value;
    }
  }
}
