package dev.weir.api.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a run: the campaign's name, a dash and the number, as in {@code styrene-mma-7}.
 *
 * @param campaign the campaign's name
 * @param number from 1
 */
record RunAddress(String campaign, int number) {
  private static final Pattern FORM = Pattern.compile("(.{1,80})-([1-9][0-9]{0,8})");

  static Optional<RunAddress> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new RunAddress(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  static String text(String campaign, int number) {
    return campaign + "-" + number;
  }
}
