package dev.weir.optimize.ask.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a table is written: its separator, decimal mark and columns, all told by its header. Pure.
 *
 * @param file name of the table, for its faults
 * @param separator comma, semicolon or tab
 * @param columns names of the columns, without units
 * @param units of the columns as they stand in brackets after the name; empty where none does
 */
record TableCells(String file, char separator, List<String> columns, List<String> units) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern COMMA =
      Pattern.compile("[+-]?([0-9]+,[0-9]*|,[0-9]+)([eE][+-]?[0-9]+)?");

  /** Keeps its own lists. */
  TableCells {
    columns = List.copyOf(columns);
    units = List.copyOf(units);
  }

  /**
   * Reads a header.
   *
   * @throws TableException when a column appears twice
   */
  static TableCells of(String file, String header) {
    char separator = header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    List<String> columns = new ArrayList<>();
    List<String> units = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String cell : split(header, separator)) {
      int bracket = cell.indexOf('[') > 0 ? cell.indexOf('[') : cell.indexOf('(');
      String name = (bracket > 0 ? cell.substring(0, bracket) : cell).strip();
      if (!name.isEmpty() && !seen.add(name)) {
        throw new TableException(file + ": column '" + name + "' appears twice");
      }
      columns.add(name);
      units.add(bracket > 0 ? inside(cell.substring(bracket + 1)) : "");
    }
    return new TableCells(file, separator, columns, units);
  }

  private static String inside(String bracketed) {
    String text = bracketed.strip();
    return text.endsWith("]") || text.endsWith(")")
        ? text.substring(0, text.length() - 1).strip()
        : text;
  }

  /** Returns the cells of a line. */
  List<String> cells(int line, String text) {
    List<String> cells = split(text, separator);
    if (cells.size() > columns.size()) {
      String hint =
          separator == ',' && text.indexOf('"') < 0
              ? "; with decimal commas the columns must be separated by ;"
              : "";
      throw new TableException(
          "%s:%d: has %d cells, the header has %d%s"
              .formatted(file, line, cells.size(), columns.size(), hint));
    }
    return cells;
  }

  private static List<String> split(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /** Tells whether there is a column. */
  boolean has(String column) {
    return columns.contains(column);
  }

  /**
   * Refuses a column whose unit differs from the one that its name has in the problem.
   *
   * @param unit of the problem; empty: none told
   */
  void requireUnit(String column, String unit) {
    Optional<String> written =
        Optional.of(columns.indexOf(column)).filter(at -> at >= 0).map(units::get);
    if (written.isPresent()
        && !written.get().isEmpty()
        && !unit.isEmpty()
        && !plain(written.get()).equals(plain(unit))) {
      throw new TableException(
          "%s: column '%s' is in %s, the problem has it in %s"
              .formatted(file, column, written.get(), unit));
    }
  }

  /** Takes °C, degC and C for one, and mL and ml, and the signs of micro. */
  private static String plain(String unit) {
    return unit.replace(" ", "")
        .replace("°", "")
        .replace("deg", "")
        .replace('\u03bc', 'u')
        .replace('\u00b5', 'u')
        .replace('L', 'l')
        .replace('·', '*');
  }

  /** Returns a cell of a line; empty where the line is too short or has no such column. */
  String cell(List<String> cells, String column) {
    int at = columns.indexOf(column);
    return at < 0 || at >= cells.size() ? "" : cells.get(at);
  }

  /**
   * Returns a number. A comma is a decimal mark where columns are separated by semicolons.
   *
   * @param what name and unit of it, for its faults
   */
  double number(int line, String text, String what) {
    String plain =
        separator == ';' && COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
    if (!NUMBER.matcher(plain).matches()) {
      throw new TableException("%s:%d: %s: '%s' is not a number".formatted(file, line, what, text));
    }
    double number = Double.parseDouble(plain);
    if (!Double.isFinite(number)) {
      throw new TableException(
          "%s:%d: %s must be finite, was %s".formatted(file, line, what, text));
    }
    return number;
  }
}
