package dev.weir.device.profile.codec;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import dev.weir.device.profile.frame.ByteCursor;
import dev.weir.device.profile.frame.ByteSink;
import dev.weir.device.profile.frame.RefusedValueException;
import dev.weir.device.profile.language.Field;
import dev.weir.device.profile.language.FieldValue;
import dev.weir.device.profile.language.Fields;
import dev.weir.device.profile.language.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a text message, compiled for one configured device; the same template writes and
 * reads. Immutable.
 *
 * <p>A template is fixed text with the names of fields in braces. {@code {$name}} is the value of a
 * parameter; {@code \\r}, {@code \\n}, {@code \\s} and {@code \\xHH} (a brace is {@code \\x7B}) are
 * bytes.
 */
public final class Template {
  private final List<Segment> segments;
  private final boolean endsWithUnitWord;

  private sealed interface Segment {
    record Literal(Bytes text) implements Segment {}

    record Variable(FieldCodec codec) implements Segment {}
  }

  private Template(List<Segment> segments, boolean endsWithUnitWord) {
    this.segments = List.copyOf(segments);
    this.endsWithUnitWord = endsWithUnitWord;
  }

  /** Returns the parts of a template: fixed texts, and names with their opening brace in front. */
  public static List<String> split(String template) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      if (open < 0) {
        parts.add(template.substring(at));
        break;
      }
      if (open > at) {
        parts.add(template.substring(at, open));
      }
      int close = template.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("'" + template + "' has a brace that is not closed");
      }
      parts.add(template.substring(open, close));
      at = close + 1;
    }
    return parts;
  }

  /**
   * Returns fixed text with its escapes resolved: {@code \\r}, {@code \\n}, {@code \\s} (a space at
   * an end), {@code \\xHH} and {@code \\\\}.
   *
   * @throws IllegalArgumentException when an escape is not one of these
   */
  public static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '\\') {
        plain.append(next);
        continue;
      }
      char kind = at < text.length() ? text.charAt(at) : ' ';
      at++;
      switch (kind) {
        case 'r' -> plain.append('\r');
        case 'n' -> plain.append('\n');
        case 's' -> plain.append(' ');
        case '\\' -> plain.append('\\');
        case 'x' -> {
          int high = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
          int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
          if (high < 0 || low < 0) {
            throw new IllegalArgumentException("'" + text + "': \\x needs two hex digits");
          }
          plain.append((char) (high << 4 | low));
          at += 2;
        }
        default ->
            throw new IllegalArgumentException(
                "'%s': an escape is one of \\r \\n \\s \\xHH \\\\".formatted(text));
      }
    }
    return plain.toString();
  }

  static Template of(String template, Map<String, Field> fields, ParameterValues parameters) {
    List<String> parts = new ArrayList<>();
    for (String part : split(template)) {
      String text = part.startsWith("{$") ? parameters.text(part.substring(2)) : part;
      boolean joins = !text.startsWith("{") && !parts.isEmpty() && !parts.getLast().startsWith("{");
      if (joins) {
        parts.set(parts.size() - 1, parts.getLast() + text);
      } else {
        parts.add(text);
      }
    }
    List<Segment> segments = new ArrayList<>();
    boolean unitWord = false;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (!part.startsWith("{")) {
        segments.add(new Segment.Literal(Bytes.ofText(unescaped(part))));
        continue;
      }
      Field field = fields.get(part.substring(1));
      if (field == null) {
        throw new IllegalArgumentException(
            "'%s' names a field that is not declared: %s".formatted(template, part));
      }
      int stop =
          i + 1 < parts.size() && !parts.get(i + 1).startsWith("{")
              ? unescaped(parts.get(i + 1)).charAt(0)
              : -1;
      FieldCodec codec = FieldCodec.of(field, stop, parameters);
      unitWord |=
          codec instanceof FieldCodec.NumberField number
              && number.units() instanceof FieldCodec.Units.ByWord;
      segments.add(new Segment.Variable(codec));
    }
    boolean endsWithWord =
        !segments.isEmpty()
            && segments.getLast() instanceof Segment.Variable(FieldCodec last)
            && last instanceof FieldCodec.WordField;
    if (unitWord && !endsWithWord) {
      throw new IllegalArgumentException(
          "'" + template + "' must end with the word that tells its unit");
    }
    return new Template(segments, unitWord);
  }

  void write(Fields fields, ByteSink into, boolean strict) {
    int used = 0;
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal(Bytes text) -> into.add(text);
        case Segment.Variable(FieldCodec codec) -> {
          FieldValue value =
              fields
                  .get(codec.name())
                  .orElseThrow(
                      () ->
                          new RefusedValueException(
                              "field '%s' is missing".formatted(codec.name())));
          codec.write(value, fields, into, strict);
          used++;
        }
      }
    }
    if (used != fields.names().size()) {
      throw new RefusedValueException("unknown fields among " + fields.names());
    }
  }

  /** What a body holds. */
  sealed interface Match {
    record Whole(Fields fields) implements Match {}

    record Not(BadReason reason) implements Match {}
  }

  private static final Match UNREADABLE = new Match.Not(BadReason.UNREADABLE);
  private static final Match EMPTY = new Match.Whole(Fields.NONE);

  /** Reads a body to its very end. */
  Match read(ByteCursor from) {
    Fields fields = Fields.NONE;
    int end = segments.size();
    if (endsWithUnitWord
        && segments.getLast() instanceof Segment.Variable(FieldCodec.WordField last)) {
      if (!(last.readFromEnd(from) instanceof FieldValue.Word(String meaning))) {
        return UNREADABLE;
      }
      from.lastWord(meaning);
      fields = Fields.of(last.name(), new FieldValue.Word(meaning));
      end--;
    }
    for (int i = 0; i < end; i++) {
      switch (segments.get(i)) {
        case Segment.Literal(Bytes text) -> {
          if (!from.skip(text)) {
            return UNREADABLE;
          }
        }
        case Segment.Variable(FieldCodec codec) -> {
          FieldValue value = codec.read(from);
          if (value instanceof FieldValue.Absent(BadReason reason)
              && reason != BadReason.SENTINEL) {
            return new Match.Not(reason);
          }
          fields = fields.with(codec.name(), value);
        }
      }
    }
    if (!from.isAtEnd()) {
      return UNREADABLE;
    }
    return fields.names().isEmpty() ? EMPTY : new Match.Whole(fields);
  }

  /** Returns the number field of the given name, if the template has it. */
  Optional<FieldCodec.NumberField> number(String name) {
    return segments.stream()
        .filter(Segment.Variable.class::isInstance)
        .map(segment -> ((Segment.Variable) segment).codec())
        .filter(codec -> codec instanceof FieldCodec.NumberField && codec.name().equals(name))
        .map(FieldCodec.NumberField.class::cast)
        .findFirst();
  }
}
