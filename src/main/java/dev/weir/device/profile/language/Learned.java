package dev.weir.device.profile.language;

import dev.weir.units.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a device tells a parameter itself.
 *
 * @param command the command whose reply tells it
 * @param field the field of the reply
 * @param matching the parameter's word for a text of this form, tried in order; empty when the
 *     field is the parameter itself
 */
public record Learned(String command, String field, Map<Pattern, String> matching) {
  /** Copies the map in its order. */
  public Learned {
    matching = Collections.unmodifiableMap(new LinkedHashMap<>(matching));
  }

  /** Returns the parameter as a reply to a command tells it. */
  public Optional<String> text(String from, Fields fields) {
    if (!from.equals(command)) {
      return Optional.empty();
    }
    Optional<String> word = fields.word(field);
    if (matching.isEmpty()) {
      return word.or(() -> fields.quantity(field).map(Quantity::print));
    }
    return word.flatMap(
        text ->
            matching.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(text).matches())
                .map(Map.Entry::getValue)
                .findFirst());
  }
}
