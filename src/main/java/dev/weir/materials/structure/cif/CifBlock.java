package dev.weir.materials.structure.cif;

import dev.weir.materials.structure.crystal.CrystalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One data block of a CIF: single items and the columns of its loops, by lower-case name.
 *
 * @param name of the block
 * @param columns values by name; a single item is a column of one value
 */
record CifBlock(String name, Map<String, List<String>> columns) {
  /** The longest file that is read, in characters. */
  private static final int LONGEST = 20_000_000;

  /** Returns a single value, unless it is absent, unknown (?) or inapplicable (.). */
  Optional<String> value(String... names) {
    for (String one : names) {
      List<String> column = columns.get(one);
      if (column != null && !column.isEmpty() && isKnown(column.getFirst())) {
        return Optional.of(column.getFirst());
      }
    }
    return Optional.empty();
  }

  /** Returns a column. */
  Optional<List<String>> column(String... names) {
    for (String one : names) {
      List<String> column = columns.get(one);
      if (column != null) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  static boolean isKnown(String value) {
    return !value.equals("?") && !value.equals(".");
  }

  /**
   * Returns the blocks of a file.
   *
   * @throws CrystalException when the text is not CIF; the message names the line
   */
  static List<CifBlock> read(String text) {
    if (text.length() > LONGEST) {
      throw new CrystalException("a CIF may have %d characters at most".formatted(LONGEST));
    }
    List<Token> tokens = new Scan(text).tokens();
    List<CifBlock> blocks = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (token.isWord("data_")) {
        blocks.add(new CifBlock(token.text.substring(5), new LinkedHashMap<>()));
        at++;
      } else if (blocks.isEmpty()) {
        throw token.fault("a CIF begins with data_");
      } else if (token.isWord("loop_")) {
        at = loop(tokens, at + 1, blocks.getLast());
      } else if (token.isName()) {
        if (at + 1 >= tokens.size() || !tokens.get(at + 1).isValue()) {
          throw token.fault(token.text + " has no value");
        }
        put(blocks.getLast(), token, List.of(tokens.get(at + 1).text));
        at += 2;
      } else {
        throw token.fault("'%s' belongs to no name".formatted(token.text));
      }
    }
    return blocks;
  }

  private static int loop(List<Token> tokens, int start, CifBlock block) {
    int at = start;
    List<Token> names = new ArrayList<>();
    while (at < tokens.size() && tokens.get(at).isName()) {
      names.add(tokens.get(at));
      at++;
    }
    List<List<String>> columns = new ArrayList<>();
    names.forEach(ignored -> columns.add(new ArrayList<>()));
    int values = 0;
    while (at < tokens.size() && tokens.get(at).isValue()) {
      if (names.isEmpty()) {
        throw tokens.get(at).fault("a loop has no names");
      }
      columns.get(values % names.size()).add(tokens.get(at).text);
      values++;
      at++;
    }
    for (int i = 0; i < names.size(); i++) {
      if (values % names.size() != 0) {
        throw names
            .get(i)
            .fault(
                "the loop has %d names but %d values, which is no whole number of rows"
                    .formatted(names.size(), values));
      }
      put(block, names.get(i), columns.get(i));
    }
    return at;
  }

  private static void put(CifBlock block, Token name, List<String> column) {
    if (block.columns.put(name.text.toLowerCase(Locale.ROOT), column) != null) {
      throw name.fault(name.text + " comes twice in a block");
    }
  }

  /** A word of the file, the line it stands on and whether it was quoted. */
  private record Token(String text, int line, boolean quoted) {
    boolean isName() {
      return !quoted && text.startsWith("_");
    }

    boolean isWord(String reserved) {
      return !quoted && text.toLowerCase(Locale.ROOT).startsWith(reserved);
    }

    boolean isValue() {
      return !isName() && !isWord("data_") && !isWord("loop_");
    }

    CrystalException fault(String reason) {
      return new CrystalException("CIF line %d: %s".formatted(line, reason));
    }
  }

  /** The words of a file: plain, quoted, or text between lines that begin with a semicolon. */
  private static final class Scan {
    private final String[] lines;

    Scan(String text) {
      this.lines = text.split("\\R", -1);
    }

    List<Token> tokens() {
      List<Token> tokens = new ArrayList<>();
      int number = 0;
      while (number < lines.length) {
        String line = lines[number];
        if (line.startsWith(";")) {
          int end = number + 1;
          while (end < lines.length && !lines[end].startsWith(";")) {
            end++;
          }
          if (end >= lines.length) {
            throw new CrystalException("CIF line %d: the text never ends".formatted(number + 1));
          }
          List<String> inner = new ArrayList<>(List.of(line.substring(1)));
          inner.addAll(List.of(lines).subList(number + 1, end));
          tokens.add(new Token(String.join("\n", inner).strip(), number + 1, true));
          words(lines[end].substring(1), end + 1, tokens);
          number = end + 1;
        } else {
          words(line, number + 1, tokens);
          number++;
        }
      }
      return tokens;
    }

    private static void words(String line, int number, List<Token> tokens) {
      int at = 0;
      while (at < line.length()) {
        char first = line.charAt(at);
        if (Character.isWhitespace(first) || first == '\uFEFF') {
          at++;
        } else if (first == '#') {
          return;
        } else if (first == '\'' || first == '"') {
          int end = line.indexOf(first, at + 1);
          while (end >= 0
              && end + 1 < line.length()
              && !Character.isWhitespace(line.charAt(end + 1))) {
            end = line.indexOf(first, end + 1);
          }
          if (end < 0) {
            throw new CrystalException("CIF line %d: the quote never ends".formatted(number));
          }
          tokens.add(new Token(line.substring(at + 1, end), number, true));
          at = end + 1;
        } else {
          int end = at;
          while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
          }
          tokens.add(new Token(line.substring(at, end), number, false));
          at = end;
        }
      }
    }
  }
}
