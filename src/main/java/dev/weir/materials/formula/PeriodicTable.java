package dev.weir.materials.formula;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The elements, read once from the resource {@code materials/elements.csv}. */
final class PeriodicTable {
  private static final String RESOURCE = "/materials/elements.csv";
  private static final int COLUMNS = 13;

  static final Set<String> NOT_COUNTED_AS_METALS =
      Set.of(
          "H", "He", "B", "C", "N", "O", "F", "Ne", "Si", "P", "S", "Cl", "Ar", "Ge", "As", "Se",
          "Br", "Kr", "Sb", "Te", "I", "Xe", "Pm", "Po", "At", "Rn", "Lr");

  static final List<Element> ALL = read();

  private static final Map<String, Element> BY_SYMBOL =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Element::symbol, Function.identity()));

  private PeriodicTable() {}

  static Optional<Element> find(String symbol) {
    return Optional.ofNullable(BY_SYMBOL.get(symbol));
  }

  private static List<Element> read() {
    InputStream stream = PeriodicTable.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      throw new IllegalStateException("the program lacks its resource " + RESOURCE);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<Element> elements =
          reader
              .lines()
              .filter(line -> !line.startsWith("#"))
              .skip(1)
              .map(PeriodicTable::element)
              .toList();
      for (int i = 0; i < Element.LAST; i++) {
        if (elements.get(i).atomicNumber() != i + 1) {
          throw new IllegalStateException(RESOURCE + ": element " + (i + 1) + " is not in place");
        }
      }
      return elements;
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  private static Element element(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException(
          RESOURCE + ": a row has " + cells.length + " columns, not " + COLUMNS + ": " + line);
    }
    return new Element(
        Integer.parseInt(cells[0]),
        cells[1],
        cells[2],
        Double.parseDouble(cells[3]),
        number(cells[4]),
        number(cells[5]),
        Integer.parseInt(cells[6]),
        Integer.parseInt(cells[7]),
        Integer.parseInt(cells[8]),
        new Element.Valence(
            Integer.parseInt(cells[9]),
            Integer.parseInt(cells[10]),
            Integer.parseInt(cells[11]),
            Integer.parseInt(cells[12])));
  }

  private static OptionalDouble number(String cell) {
    return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
  }
}
