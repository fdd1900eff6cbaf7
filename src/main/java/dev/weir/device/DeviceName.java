package dev.weir.device;

import java.util.regex.Pattern;

/**
 * The name of one configured device, unique in a reactor.
 *
 * @param text lower-case letters, digits and dashes, starting with a letter, at most 40 characters
 */
public record DeviceName(String text) implements Comparable<DeviceName> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Rejects any other form. */
  public DeviceName {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a device name is lower-case letters, digits and dashes, starting with a letter, was '"
              + text
              + "'");
    }
  }

  @Override
  public int compareTo(DeviceName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
