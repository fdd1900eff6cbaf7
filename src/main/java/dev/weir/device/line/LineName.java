package dev.weir.device.line;

import java.util.regex.Pattern;

/**
 * The name of one line (bus), unique in a reactor.
 *
 * @param text lower-case letters, digits and dashes, starting with a letter, at most 40 characters
 */
public record LineName(String text) implements Comparable<LineName> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Rejects any other form. */
  public LineName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a line name is lower-case letters, digits and dashes, starting with a letter, was '"
              + text
              + "'");
    }
  }

  @Override
  public int compareTo(LineName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
