package dev.weir.learn.features;

import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.CsvTable;
import dev.weir.learn.data.UnreadableTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Quantum-chemical and other computed values of monomers and their radicals.
 *
 * @param origin where the values come from
 * @param columns their names with units
 * @param values one row for each monomer, in the order of the columns
 */
public record QuantumTable(
    String origin, List<String> columns, SortedMap<SpeciesName, List<Double>> values) {
  private static final String MONOMER = "monomer";

  /**
   * The six monomers of the catalogue: energies in hartree, octanol-water partition, volume in
   * cubic angstrom.
   */
  public static final QuantumTable SHIPPED =
      new QuantumTable(
          "CopDDB, Hatanaka laboratory, Digital Discovery 2025, 10.1039/D4DD00266K",
          List.of(
              "homo_hartree",
              "lumo_hartree",
              "radical_somo_hartree",
              "radical_lumo_hartree",
              "log_p",
              "volume_cubic_angstrom"),
          new TreeMap<>(
              Map.of(
                  new SpeciesName("MMA"),
                  List.of(-0.27333, -0.04536, -0.21423, 0.04457, 1.0, 79.4),
                  new SpeciesName("St"),
                  List.of(-0.23083, -0.04223, -0.17815, -0.00920, 2.7, 89.4),
                  new SpeciesName("GMA"),
                  List.of(-0.27524, -0.05280, -0.22108, 0.03541, 0.6, 107.6),
                  new SpeciesName("PACS"),
                  List.of(-0.22554, -0.04591, -0.17518, -0.01502, 2.3, 123.4),
                  new SpeciesName("THFMA"),
                  List.of(-0.25374, -0.04829, -0.21674, 0.03850, 1.1, 133.3),
                  new SpeciesName("CHMA"),
                  List.of(-0.27159, -0.04457, -0.21340, 0.04012, 2.5, 139.5))));

  /** Copies; rejects rows of another length than the columns. */
  public QuantumTable {
    columns = List.copyOf(columns);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    for (Map.Entry<SpeciesName, List<Double>> row : values.entrySet()) {
      if (row.getValue().size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s: %s has %d values for %d columns"
                .formatted(origin, row.getKey(), row.getValue().size(), columns.size()));
      }
    }
  }

  /**
   * Reads a user's table: a column {@code monomer} with short names, and any numeric columns, which
   * should carry their units in their names.
   *
   * @throws UnreadableTable when anything in it is wrong
   */
  public static QuantumTable read(String name, String text) {
    CsvTable table = CsvTable.parse(name, text);
    int monomer = table.header().indexOf(MONOMER);
    if (monomer < 0 || table.header().size() < 2) {
      throw new UnreadableTable(
          name + ": needs a column 'monomer' and at least one column of values");
    }
    List<String> columns = new ArrayList<>(table.header());
    columns.remove(monomer);
    SortedMap<SpeciesName, List<Double>> values = new TreeMap<>();
    for (CsvTable.Row row : table.rows()) {
      List<Double> numbers = new ArrayList<>();
      for (int k = 0; k < table.header().size(); k++) {
        if (k != monomer) {
          numbers.add(table.number(row, k));
        }
      }
      SpeciesName species;
      try {
        species = new SpeciesName(row.cells().get(monomer));
      } catch (IllegalArgumentException e) {
        throw table.wrong(row, String.valueOf(e.getMessage()));
      }
      if (values.put(species, List.copyOf(numbers)) != null) {
        throw table.wrong(row, species + " is there twice");
      }
    }
    return new QuantumTable(name, columns, values);
  }

  /**
   * Returns a monomer's values, in the order of the columns.
   *
   * @throws MissingFeatures when the table does not hold it
   */
  public double[] of(SpeciesName monomer) {
    List<Double> row = values.get(monomer);
    if (row == null) {
      throw new MissingFeatures(
          "features D of %s are missing: %s; the table (%s) holds %s"
              .formatted(monomer, String.join(", ", columns), origin, values.keySet()));
    }
    return row.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
