package dev.weir.learn.data;

import dev.weir.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A comma-separated table with a header line. Lines that begin with # and empty lines do not count.
 * Cells are not quoted. Immutable.
 */
public final class CsvTable {
  private static final int MOST_ROWS = 100_000;

  private final String name;
  private final List<String> header;
  private final List<Row> rows;
  private final List<String> remarks;

  private CsvTable(String name, List<String> header, List<Row> rows, List<String> remarks) {
    this.name = name;
    this.header = header;
    this.rows = rows;
    this.remarks = remarks;
  }

  /**
   * A line of the table.
   *
   * @param line number in the file, from 1
   * @param cells one for each column, trimmed
   */
  public record Row(int line, List<String> cells) {}

  /**
   * Reads a table.
   *
   * @param name of the file, for messages
   * @throws UnreadableTable when it has no header, a column twice, or a line of another length
   */
  public static CsvTable parse(String name, String text) {
    List<String> header = List.of();
    List<Row> rows = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    int line = 0;
    for (String raw : text.lines().toList()) {
      line++;
      String content = line == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
      if (content.startsWith("#")) {
        remarks.add(content.substring(1).strip());
      } else if (!content.isBlank()) {
        List<String> cells = cells(content);
        if (header.isEmpty()) {
          header = cells;
          requireDistinct(name, header);
        } else if (cells.size() != header.size()) {
          throw new UnreadableTable(
              "%s:%d: has %d cells, the header has %d"
                  .formatted(name, line, cells.size(), header.size()));
        } else {
          rows.add(new Row(line, cells));
        }
      }
      if (rows.size() > MOST_ROWS) {
        throw new UnreadableTable(name + ": more than " + MOST_ROWS + " rows");
      }
    }
    if (header.isEmpty()) {
      throw new UnreadableTable(name + ": has no header line");
    }
    return new CsvTable(name, header, List.copyOf(rows), List.copyOf(remarks));
  }

  /** Returns the name of the file. */
  public String name() {
    return name;
  }

  /** Returns the names of the columns. */
  public List<String> header() {
    return header;
  }

  /** Returns the lines below the header. */
  public List<Row> rows() {
    return rows;
  }

  /** Returns what follows the # of each remark. */
  public List<String> remarks() {
    return remarks;
  }

  /** Refuses columns that are not among those known, with the nearest known one. */
  public void requireKnown(Collection<String> known) {
    for (String column : header) {
      if (!known.contains(column)) {
        throw new UnreadableTable(
            "%s: column '%s' is unknown%s; known are %s"
                .formatted(name, column, DidYouMean.hint(column, known), String.join(", ", known)));
      }
    }
  }

  /**
   * Returns a cell as a finite number.
   *
   * @throws UnreadableTable when it is none
   */
  public double number(Row row, int column) {
    String cell = row.cells().get(column);
    double value;
    try {
      value = Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw wrong(row, "column '%s' is not a number: '%s'".formatted(header.get(column), cell));
    }
    if (!Double.isFinite(value)) {
      throw wrong(row, "column '%s' must be finite, was %s".formatted(header.get(column), cell));
    }
    return value;
  }

  /** Returns what to throw about a line. */
  public UnreadableTable wrong(Row row, String reason) {
    return new UnreadableTable("%s:%d: %s".formatted(name, row.line(), reason));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.strip());
    }
    return List.copyOf(cells);
  }

  private static void requireDistinct(String name, List<String> header) {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        throw new UnreadableTable(name + ": column '" + column + "' is there twice");
      }
    }
  }
}
