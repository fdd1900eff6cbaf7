package dev.weir.device.profile.language;

import dev.weir.yaml.DidYouMean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one configured device, checked and complete.
 *
 * @param texts value of every parameter of the profile, by name
 */
public record ParameterValues(Map<String, String> texts) {
  /** The reserved parameter that chooses one of a profile's framings. */
  public static final String FRAMING = "framing";

  /** The reserved parameter that says which one of several like devices this must be. */
  public static final String IDENTITY = "identity";

  /** Names that are no parameters of a profile. */
  public static final List<String> RESERVED = List.of(FRAMING, IDENTITY);

  /** Copies the map in its order. */
  public ParameterValues {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /**
   * Checks what is configured against a profile's parameters and adds the defaults.
   *
   * @param configured the configured texts by name; those that are {@link #RESERVED} are passed
   *     over
   * @throws IllegalArgumentException when one is unknown, missing or wrong; the message names it
   */
  public static ParameterValues of(
      Map<String, Parameter> parameters, Map<String, String> configured) {
    for (String name : configured.keySet()) {
      if (!parameters.containsKey(name) && !RESERVED.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter '%s'%s".formatted(name, DidYouMean.hint(name, parameters.keySet())));
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Parameter parameter : parameters.values()) {
      String given = configured.get(parameter.name());
      String text =
          given != null
              ? given
              : parameter
                  .standard()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "parameter '%s' is missing: %s"
                                  .formatted(parameter.name(), parameter.about())));
      try {
        parameter.check(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "parameter '%s': %s".formatted(parameter.name(), e.getMessage()), e);
      }
      texts.put(parameter.name(), text);
    }
    return new ParameterValues(texts);
  }

  /** Returns the value of a parameter. */
  public String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no parameter named '" + name + "'");
    }
    return text;
  }
}
