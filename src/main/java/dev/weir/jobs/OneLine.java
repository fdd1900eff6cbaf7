package dev.weir.jobs;

/** Text from a child process, made fit for one line of a table or a log. */
final class OneLine {
  private OneLine() {}

  /** Returns the text without control characters, cut to so many characters. */
  static String of(String text, int longest) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
    text.codePoints()
        .map(point -> isHarmless(point) ? point : ' ')
        .takeWhile(point -> line.length() + Character.charCount(point) <= longest)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean isHarmless(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
