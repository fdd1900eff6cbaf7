package dev.weir.api.rest;

/** Text from outside, made fit for one line of an answer or a log. */
final class OneLine {
  private OneLine() {}

  /**
   * Returns the text with every control and direction character as a space, and with a mark where
   * it was cut.
   */
  static String of(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(OneLine::harmless).forEach(line::appendCodePoint);
    if (line.length() <= longest) {
      return line.toString();
    }
    int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end) + "…";
  }

  /** Tells whether the text is free of control and direction characters. */
  static boolean isClean(String text) {
    return text.codePoints().allMatch(point -> harmless(point) == point);
  }

  private static int harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          ' ';
      default -> point;
    };
  }
}
