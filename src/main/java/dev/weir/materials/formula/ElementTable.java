package dev.weir.materials.formula;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Numbers that describe elements: one row an element, one column a feature, in whatever unit the
 * table's maker chose. Immutable.
 *
 * <p>{@link #read} takes comma-separated values whose first column is the element's symbol and
 * whose others are features, as the tables of XenonPy and Magpie come. A missing value is replaced
 * by the mean of its column over the elements that have one, and counted.
 */
public final class ElementTable {
  private final String name;
  private final List<String> features;
  private final double[][] rows;
  private final int filled;

  private ElementTable(String name, List<String> features, double[][] rows) {
    this.name = name;
    this.features = List.copyOf(features);
    this.rows = rows;
    this.filled = fill(rows, features.size());
  }

  /**
   * Reads a table.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when a row is wrong; the message names file, line and column
   */
  public static ElementTable read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return parse(file.getFileName().toString(), reader.lines().toList());
    }
  }

  /**
   * Returns the program's own table: place, valence, mass, electronegativity, radii, energies,
   * phase changes, usual oxidation states.
   */
  public static ElementTable builtIn() {
    return BuiltInTable.make();
  }

  /**
   * Reads a table from its lines.
   *
   * @param name for messages and records
   * @param lines the header, then one line an element
   * @throws IllegalArgumentException when a row is wrong; the message names line and column
   */
  public static ElementTable parse(String name, List<String> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(name + ": the table is empty");
    }
    String[] header = lines.getFirst().split(",", -1);
    if (header.length < 2) {
      throw new IllegalArgumentException(
          name + ":1: expected a column of symbols and at least one feature");
    }
    List<String> features = Arrays.stream(header, 1, header.length).map(String::strip).toList();
    Set<String> distinct = new HashSet<>(features);
    if (distinct.size() < features.size()) {
      throw new IllegalArgumentException(name + ":1: two columns have the same name");
    }
    double[][] rows = new double[Element.LAST + 1][];
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        readRow(name + ":" + (i + 1), lines.get(i).split(",", -1), features, rows);
      }
    }
    return new ElementTable(name, features, rows);
  }

  private static void readRow(
      String place, String[] cells, List<String> features, double[][] rows) {
    if (cells.length != features.size() + 1) {
      throw new IllegalArgumentException(
          "%s: expected %d columns, found %d".formatted(place, features.size() + 1, cells.length));
    }
    Element element =
        Element.find(cells[0].strip())
            .orElseThrow(
                () -> new IllegalArgumentException(place + ": no element is called " + cells[0]));
    double[] values = new double[features.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = value(place, features.get(j), cells[j + 1].strip());
    }
    if (rows[element.atomicNumber()] != null) {
      throw new IllegalArgumentException(place + ": " + element + " comes twice");
    }
    rows[element.atomicNumber()] = values;
  }

  private static double value(String place, String feature, String cell) {
    if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // told below, like an infinite value
    }
    throw new IllegalArgumentException(
        "%s: %s must be a number, was '%s'".formatted(place, feature, cell));
  }

  private static int fill(double[][] rows, int features) {
    int filled = 0;
    for (int j = 0; j < features; j++) {
      int column = j;
      double mean =
          Arrays.stream(rows)
              .filter(row -> row != null && !Double.isNaN(row[column]))
              .mapToDouble(row -> row[column])
              .average()
              .orElse(0.0);
      for (double[] row : rows) {
        if (row != null && Double.isNaN(row[j])) {
          row[j] = mean;
          filled++;
        }
      }
    }
    return filled;
  }

  /** Returns the table's name, for messages and records. */
  public String name() {
    return name;
  }

  /** Returns the names of the features, in the order of the columns. */
  public List<String> features() {
    return features;
  }

  /** Returns how many missing values were replaced by the mean of their column. */
  public int filled() {
    return filled;
  }

  /** Returns the elements that the table describes, by rising atomic number. */
  public List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    for (Element element : Element.all()) {
      if (has(element)) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** Returns the first element of a formula that the table does not describe, if there is one. */
  public Optional<Element> missing(Formula formula) {
    for (Formula.Term term : formula.terms()) {
      if (!has(term.element())) {
        return Optional.of(term.element());
      }
    }
    return Optional.empty();
  }

  /** Tells whether the table describes an element. */
  public boolean has(Element element) {
    return rows[element.atomicNumber()] != null;
  }

  /**
   * Returns one feature of one element.
   *
   * @param feature its index in {@link #features}
   * @throws IllegalArgumentException when the table does not describe the element
   */
  public double value(Element element, int feature) {
    if (!has(element)) {
      throw new IllegalArgumentException("the table '" + name + "' has no row for " + element);
    }
    return rows[element.atomicNumber()][feature];
  }

  /** Returns the table as lines that {@link #parse} reads back to the same numbers. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("symbol," + String.join(",", features));
    for (Element element : elements()) {
      StringBuilder line = new StringBuilder(element.symbol());
      for (double value : rows[element.atomicNumber()]) {
        line.append(',').append(value);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Returns the table with the features of these names only, in this order. */
  public ElementTable select(List<String> names) {
    int[] columns =
        names.stream()
            .mapToInt(
                wanted -> {
                  int column = features.indexOf(wanted);
                  if (column < 0) {
                    throw new IllegalArgumentException(
                        "the table '" + name + "' has no feature called " + wanted);
                  }
                  return column;
                })
            .toArray();
    double[][] selected = new double[Element.LAST + 1][];
    for (Element element : elements()) {
      selected[element.atomicNumber()] =
          IntStream.of(columns).mapToDouble(column -> value(element, column)).toArray();
    }
    return new ElementTable(name, names, selected);
  }
}
