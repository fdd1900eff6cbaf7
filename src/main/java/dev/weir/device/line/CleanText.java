package dev.weir.device.line;

/** Text from outside made fit for a log line: no control characters, no overlong lines. */
final class CleanText {
  /** Longest text kept, in characters. */
  private static final int LONGEST = 300;

  private CleanText() {}

  /**
   * Returns the text with each control or invisible formatting character replaced by a dot, cut to
   * 300 characters.
   */
  static String of(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST) + 4);
    text.codePoints()
        .limit(LONGEST)
        .map(point -> isPlain(point) ? point : '.')
        .forEach(clean::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST ? clean + " ..." : clean.toString();
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
