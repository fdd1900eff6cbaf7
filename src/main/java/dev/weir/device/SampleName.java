package dev.weir.device;

import java.util.regex.Pattern;

/**
 * The name of one physical aliquot; results are matched by it, never by time.
 *
 * @param text letters, digits, dots and dashes, at most 60 characters
 */
public record SampleName(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,59}");

  /** Rejects any other form, so that a name can never be a path. */
  public SampleName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a sample name is letters, digits, dots and dashes, at most 60 characters, was '"
              + text
              + "'");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
