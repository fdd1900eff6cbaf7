package dev.weir.flow;

import java.util.regex.Pattern;

/**
 * The name of one feed: a pump with its bottle or syringe.
 *
 * @param text lower-case letters, digits and dashes, starting with a letter, at most 40 characters
 */
public record FeedName(String text) implements Comparable<FeedName> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Rejects any other form. */
  public FeedName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a feed name is lower-case letters, digits and dashes, starting with a letter, was '"
              + text
              + "'");
    }
  }

  @Override
  public int compareTo(FeedName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
