package dev.weir.learn.reactivity;

import dev.weir.learn.data.CsvTable;
import dev.weir.learn.data.UnreadableTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The file form of composition measurements: a column that begins with {@code f} for the feed (for
 * example {@code f1_mol_per_mol} or {@code f_styrene_feed}), one that begins with {@code F} for the
 * copolymer, and perhaps {@code conversion_mol_per_mol}.
 *
 * @param points the measurements, at least three
 */
public record CompositionFile(List<CompositionPoint> points) {
  private static final String CONVERSION = "conversion_mol_per_mol";

  /** Fewest points: two parameters and one degree of freedom. */
  private static final int FEWEST = 3;

  /** Copies the list. */
  public CompositionFile {
    points = List.copyOf(points);
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableTable when anything in it is wrong
   */
  public static CompositionFile read(String name, String text) {
    CsvTable table = CsvTable.parse(name, text);
    int feed = column(table, 'f', "feed");
    int copolymer = column(table, 'F', "copolymer");
    int conversion = table.header().indexOf(CONVERSION);
    for (int k = 0; k < table.header().size(); k++) {
      if (k != feed && k != copolymer && k != conversion) {
        table.requireKnown(
            List.of(table.header().get(feed), table.header().get(copolymer), CONVERSION));
      }
    }
    List<CompositionPoint> points = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        points.add(
            new CompositionPoint(
                table.number(row, feed),
                table.number(row, copolymer),
                conversion < 0 ? 0.0 : table.number(row, conversion)));
      } catch (IllegalArgumentException e) {
        throw table.wrong(row, String.valueOf(e.getMessage()));
      }
    }
    if (points.size() < FEWEST) {
      throw new UnreadableTable(
          "%s: has %d points, a fit of two ratios needs at least %d"
              .formatted(name, points.size(), FEWEST));
    }
    return new CompositionFile(points);
  }

  private static int column(CsvTable table, char letter, String what) {
    List<String> found =
        table.header().stream()
            .filter(head -> !head.isEmpty() && head.charAt(0) == letter)
            .toList();
    if (found.size() != 1) {
      throw new UnreadableTable(
          "%s: needs one column beginning with %s for the %s composition, has %d: %s"
              .formatted(table.name(), letter, what, found.size(), table.header()));
    }
    return table.header().indexOf(found.getFirst());
  }
}
