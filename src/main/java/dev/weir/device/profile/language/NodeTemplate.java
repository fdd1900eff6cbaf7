package dev.weir.device.profile.language;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in braces: {@code {$name}} stands for a parameter's text, {@code {address}} for
 * the device's address, {@code {monomer}} and {@code {sample}} for what an analyser is asked about.
 *
 * @param text the text
 */
public record NodeTemplate(String text) {
  private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

  /** The name of the device's address. */
  public static final String ADDRESS = "address";

  /** The name of the monomer whose conversion a node holds. */
  public static final String MONOMER = "monomer";

  /** The name of the sample that is analysed. */
  public static final String SAMPLE = "sample";

  /** Returns the names in braces, a parameter's with its dollar sign. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /**
   * Returns the text with every name replaced.
   *
   * @param others the meaning of the names that are not parameters
   * @throws IllegalArgumentException when a name has no meaning here
   */
  public String in(ParameterValues parameters, Map<String, String> others) {
    Function<String, String> meaning =
        name ->
            name.startsWith("$")
                ? parameters.text(name.substring(1))
                : Optional.ofNullable(others.get(name))
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "'{%s}' has no meaning in '%s'".formatted(name, text)));
    return NAME.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(meaning.apply(match.group(1))));
  }

  /** Returns a map with one more name. */
  public static Map<String, String> with(Map<String, String> others, String name, String meaning) {
    Map<String, String> more = new HashMap<>(others);
    more.put(name, meaning);
    return more;
  }
}
