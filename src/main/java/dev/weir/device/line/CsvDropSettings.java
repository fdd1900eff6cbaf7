package dev.weir.device.line;

import dev.weir.units.TimeSpan;
import dev.weir.yaml.DidYouMean;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How results are handed over by an analyser's data system.
 *
 * @param monomers the monomers whose conversions a result must carry, in name order, at least one
 * @param pollEvery how often the folder is looked at, from 0.1 s to 10 min
 * @param settle how long a file's size and time of change must have stayed the same before it is
 *     read, up to 1 h
 * @param separator between columns: comma, semicolon or tab
 * @param decimal the decimal sign, point or comma; other than the separator
 * @param charset of the files
 */
public record CsvDropSettings(
    List<String> monomers,
    Duration pollEvery,
    Duration settle,
    char separator,
    char decimal,
    Charset charset) {
  private static final Duration SHORTEST_POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_POLL = Duration.ofMinutes(10);
  private static final Duration LONGEST_SETTLE = Duration.ofHours(1);
  private static final Set<String> NAMES =
      Set.of("poll_every", "settle", "separator", "decimal", "charset");

  /** Rejects values outside the ranges. */
  public CsvDropSettings {
    monomers = List.copyOf(new TreeSet<>(monomers));
    if (monomers.isEmpty()) {
      throw new IllegalArgumentException(
          "an analyser needs at least one monomer whose conversion it reports");
    }
    if (pollEvery.compareTo(SHORTEST_POLL) < 0 || pollEvery.compareTo(LONGEST_POLL) > 0) {
      throw new IllegalArgumentException(
          "poll_every must be from 0.1 s to 10 min, was " + seconds(pollEvery));
    }
    if (settle.isNegative() || settle.compareTo(LONGEST_SETTLE) > 0) {
      throw new IllegalArgumentException("settle must be from 0 s to 1 h, was " + seconds(settle));
    }
    if (separator == decimal) {
      throw new IllegalArgumentException("separator and decimal are both '" + decimal + "'");
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1e3 + " s";
  }

  /**
   * Returns the settings of a plain CSV file: comma, point, UTF-8, looked at every 2 s, settled
   * after 2 s.
   */
  public static CsvDropSettings plain(Collection<String> monomers) {
    return of(Map.of(), monomers);
  }

  /**
   * Reads the parameters of a configured device: {@code poll_every} and {@code settle} with units,
   * {@code separator} (comma, semicolon, tab), {@code decimal} (point, comma), {@code charset} (a
   * name such as UTF-8 or Shift_JIS). Each may be left out. With a decimal comma the separator is a
   * semicolon unless it is named.
   *
   * @param parameters by name
   * @param monomers the monomers whose conversions a result must carry
   * @throws IllegalArgumentException when a name or value is not known; the message says which
   */
  public static CsvDropSettings of(Map<String, String> parameters, Collection<String> monomers) {
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter '" + name + "'" + DidYouMean.hint(name, NAMES));
      }
    }
    char decimal = word(parameters, "decimal", "point", Map.of("point", '.', "comma", ','));
    char separator =
        word(
            parameters,
            "separator",
            decimal == ',' ? "semicolon" : "comma",
            Map.of("comma", ',', "semicolon", ';', "tab", '\t'));
    return new CsvDropSettings(
        List.copyOf(monomers),
        TimeSpan.parse(parameters.getOrDefault("poll_every", "2 s")).toDuration(),
        TimeSpan.parse(parameters.getOrDefault("settle", "2 s")).toDuration(),
        separator,
        decimal,
        charset(parameters.getOrDefault("charset", StandardCharsets.UTF_8.name())));
  }

  private static char word(
      Map<String, String> parameters, String name, String otherwise, Map<String, Character> words) {
    String written = parameters.getOrDefault(name, otherwise);
    Character sign = words.get(written);
    if (sign == null) {
      throw new IllegalArgumentException(
          "%s must be one of %s, was '%s'%s"
              .formatted(
                  name,
                  String.join(", ", new TreeSet<>(words.keySet())),
                  written,
                  DidYouMean.hint(written, words.keySet())));
    }
    return sign;
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException("charset '" + name + "' is not known", e);
    }
  }
}
