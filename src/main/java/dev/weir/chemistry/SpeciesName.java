package dev.weir.chemistry;

import java.util.regex.Pattern;

/**
 * The short name of a chemical species in a recipe: {@code MMA}, {@code St}, {@code AIBN}, {@code
 * toluene}.
 *
 * @param text letters, digits and dashes, starting with a letter or digit, at most 30 characters
 */
public record SpeciesName(String text) implements Comparable<SpeciesName> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,29}");

  /** Rejects any other form. */
  public SpeciesName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a species name is letters, digits and dashes, was '" + text + "'");
    }
  }

  @Override
  public int compareTo(SpeciesName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
