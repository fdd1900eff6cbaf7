package dev.weir.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records: an object of their components in declared order, or the bare value where the record only
 * names it.
 */
final class RecordCodec implements ValueCodec {
  private final Class<?> type;
  private final List<Component> components;
  private final Map<String, Integer> places = new HashMap<>();
  private final Constructor<?> constructor;
  private final boolean bare;

  /** A component; an optional one is left out of the file while it is empty. */
  private record Component(String name, Method accessor, ValueCodec codec, boolean optional) {}

  RecordCodec(Class<?> type, ValueCodecs codecs) {
    this.type = type;
    RecordComponent[] declared = type.getRecordComponents();
    this.components = Arrays.stream(declared).map(part -> component(part, codecs)).toList();
    for (int i = 0; i < components.size(); i++) {
      places.put(components.get(i).name(), i);
    }
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type.getName() + " has no canonical constructor", e);
    }
    this.bare = declared.length == 1 && isBare(declared[0]);
  }

  private static Component component(RecordComponent part, ValueCodecs codecs) {
    Method accessor = part.getAccessor();
    accessor.setAccessible(true);
    if (part.getGenericType() instanceof ParameterizedType generic
        && generic.getRawType() == Optional.class) {
      ValueCodec content = codecs.of(generic.getActualTypeArguments()[0]);
      return new Component(part.getName(), accessor, content, true);
    }
    return new Component(part.getName(), accessor, codecs.of(part.getGenericType()), false);
  }

  private static boolean isBare(RecordComponent only) {
    boolean plain = only.getType() == String.class || only.getType().isPrimitive();
    return plain && (only.getName().equals("text") || only.getName().equals("value"));
  }

  Class<?> type() {
    return type;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    if (bare) {
      Component only = components.getFirst();
      only.codec().write(out, content(only, value));
    } else {
      writeComponents(out, value);
    }
  }

  /** Writes a record as an object, bare or not. */
  void writeComponents(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    for (Component component : components) {
      Object content = content(component, value);
      if (component.optional()) {
        Optional<?> optional = (Optional<?>) content;
        if (optional.isEmpty()) {
          continue;
        }
        content = optional.get();
      }
      out.writeFieldName(component.name());
      component.codec().write(out, content);
    }
    out.writeEndObject();
  }

  private Object content(Component component, Object value) {
    try {
      Object content = component.accessor().invoke(value);
      if (content == null) {
        throw new JournalException(place(component) + " is null");
      }
      return content;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new JournalException(place(component) + " cannot be read", e);
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (bare) {
      return create(new Object[] {components.getFirst().codec().read(in)});
    }
    return readComponents(in);
  }

  /** Reads a record from an object, bare or not. */
  Object readComponents(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new JournalException(
          "expected a " + type.getSimpleName() + ", was " + in.currentToken());
    }
    Object[] values = new Object[components.size()];
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      Integer place = places.get(name);
      if (place == null) {
        throw new JournalException(
            "%s has no component '%s'".formatted(type.getSimpleName(), name));
      }
      if (values[place] != null) {
        throw new JournalException("%s.%s stands twice".formatted(type.getSimpleName(), name));
      }
      in.nextToken();
      Component component = components.get(place);
      Object content = component.codec().read(in);
      values[place] = component.optional() ? Optional.of(content) : content;
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw new JournalException("expected the end of a " + type.getSimpleName());
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        if (!components.get(i).optional()) {
          throw new JournalException(place(components.get(i)) + " is missing");
        }
        values[i] = Optional.empty();
      }
    }
    return create(values);
  }

  private Object create(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new JournalException(
          "%s is refused: %s".formatted(type.getSimpleName(), e.getTargetException().getMessage()),
          e);
    } catch (ReflectiveOperationException e) {
      throw new JournalException(type.getSimpleName() + " cannot be created", e);
    }
  }

  @Override
  public Optional<KeyCodec> asKey() {
    if (!bare || !Comparable.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    Component only = components.getFirst();
    return only.codec()
        .asKey()
        .map(
            inner ->
                new KeyCodec() {
                  @Override
                  public String write(Object key) {
                    return inner.write(content(only, key));
                  }

                  @Override
                  public Object read(String text) {
                    return create(new Object[] {inner.read(text)});
                  }
                });
  }

  private String place(Component component) {
    return type.getSimpleName() + "." + component.name();
  }
}
