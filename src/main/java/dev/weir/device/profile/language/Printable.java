package dev.weir.device.profile.language;

import dev.weir.device.line.Bytes;

/** Bytes as text for a log. Pure. */
public final class Printable {
  /** Most characters that are kept. */
  private static final int MOST_TEXT = 80;

  private Printable() {}

  /** Returns bytes as text: whatever is not printable becomes a dot. */
  public static String of(Bytes bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length(), MOST_TEXT); i++) {
      int next = bytes.at(i);
      text.append(next >= ' ' && next < 0x7F ? (char) next : '.');
    }
    return text.toString();
  }

  /** Returns bytes without the spaces and control characters around them. */
  public static Bytes trimmed(Bytes bytes) {
    int from = 0;
    int to = bytes.length();
    while (from < to && bytes.at(from) <= ' ') {
      from++;
    }
    while (to > from && bytes.at(to - 1) <= ' ') {
      to--;
    }
    return bytes.slice(from, to);
  }
}
