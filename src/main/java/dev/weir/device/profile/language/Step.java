package dev.weir.device.profile.language;

import dev.weir.device.FaultClass;
import dev.weir.units.Quantity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One step of a sequence: a command and what its reply must hold.
 *
 * @param command name of the command
 * @param with the fields of its request
 * @param expect what the fields of its reply must be
 * @param tolerates classes of error reply after which the sequence goes on
 * @param identifies the fields of its reply that tell this one from others of its kind, such as a
 *     serial number
 * @param framing the framing in which it is sent, if not the configured one
 * @param onlyIn the framing to which the device must be configured for the step to apply; none for
 *     any
 */
public record Step(
    String command,
    Map<String, Choice<FieldValue>> with,
    Map<String, Expectation> expect,
    Set<FaultClass> tolerates,
    List<String> identifies,
    Optional<String> framing,
    Optional<String> onlyIn) {
  /** Copies the collections. */
  public Step {
    with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
    tolerates = Set.copyOf(tolerates);
    identifies = List.copyOf(identifies);
  }

  /** What a field of a reply must be. */
  public sealed interface Expectation {
    /**
     * A text of this form.
     *
     * @param form the whole text must match it
     */
    record Matches(Pattern form) implements Expectation {}

    /**
     * A quantity.
     *
     * @param quantity the value
     * @param within the largest difference, in canonical units
     */
    record Equals(Choice<Quantity> quantity, double within) implements Expectation {}

    /**
     * A word.
     *
     * @param word the word
     */
    record Is(Choice<String> word) implements Expectation {}
  }
}
