package dev.weir.device.profile;

import dev.weir.device.BadReason;
import dev.weir.device.line.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a text message, compiled for one configured device; the same template writes and
 * reads. Immutable.
 *
 * <p>A template is fixed text with the names of fields in braces. {@code {$name}} is the value of a
 * parameter. Two braces of the same kind stand for one.
 */
final class Template {
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
  static List<String> split(String template) {
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
        segments.add(new Segment.Literal(Bytes.ofText(part)));
        continue;
      }
      Field field = fields.get(part.substring(1));
      if (field == null) {
        throw new IllegalArgumentException(
            "'%s' names a field that is not declared: %s".formatted(template, part));
      }
      int stop =
          i + 1 < parts.size() && !parts.get(i + 1).startsWith("{")
              ? parts.get(i + 1).charAt(0)
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
