package dev.weir.materials.data;

import java.util.List;

/**
 * What an importer made of a table of formation energies.
 *
 * @param rows one for each reduced formula, in the order of the file
 * @param skipped the rows that could not be used
 * @param merged the rows that were dropped because another row of the same reduced formula has no
 *     higher energy
 */
public record EnergyTable(
    List<KnownFormula> rows, List<SkippedRow> skipped, List<SkippedRow> merged) {
  /** Copies the lists. */
  public EnergyTable {
    rows = List.copyOf(rows);
    skipped = List.copyOf(skipped);
    merged = List.copyOf(merged);
  }

  /**
   * A row that was left out.
   *
   * @param line its line in the file, from 1
   * @param text the cell at fault
   * @param reason why, for the user
   */
  public record SkippedRow(int line, String text, String reason) {
    @Override
    public String toString() {
      return "line %d: '%s': %s".formatted(line, text, reason);
    }
  }
}
