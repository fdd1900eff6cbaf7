package dev.weir.materials.data;

import dev.weir.materials.data.EnergyTable.SkippedRow;
import dev.weir.materials.formula.Formula;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads tables of formulas and formation energies: comma-separated values with a header, plain or
 * compressed with gzip. The formula's column may be called Composition, formula, formula_pretty or
 * reduced_formula; the energy's FormationEnergy, formation_energy, formation_energy_per_atom,
 * e_form or target, with {@code (eV/atom)} behind it if its maker was careful. Any other unit is
 * refused.
 *
 * <p>Cells are text: {@code NaN} in the formula's column is sodium nitride. A formula that a
 * spreadsheet turned into a date is reported and skipped, as is every other row that cannot be
 * read.
 */
public final class EnergyTableReader {
  private static final Set<String> FORMULA =
      Set.of("composition", "formula", "formula_pretty", "reduced_formula");
  private static final Set<String> ENERGY =
      Set.of(
          "formationenergy",
          "formation_energy",
          "formation_energy_per_atom",
          "e_form",
          "target",
          "energy");
  private static final Pattern UNIT = Pattern.compile("\\s*[(\\[](.*)[)\\]]\\s*$");
  private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
  private static final Pattern DATE =
      Pattern.compile("(?i)(\\d{1,4}-%1$s(-\\d+)?|%1$s-\\d{1,4})".formatted(MONTH));
  private static final int MOST_ROWS = 5_000_000;

  private final String name;
  private final Map<Formula, KnownFormula> rows = new LinkedHashMap<>();
  private final List<SkippedRow> skipped = new ArrayList<>();
  private final List<SkippedRow> merged = new ArrayList<>();

  private EnergyTableReader(String name) {
    this.name = name;
  }

  /**
   * Reads a file.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when the header is wrong, no row can be used, or most energies
   *     are in another unit
   */
  public static EnergyTable read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return read(file.getFileName().toString(), reader);
    }
  }

  static EnergyTable read(String name, BufferedReader reader) throws IOException {
    return new EnergyTableReader(name).run(reader);
  }

  private EnergyTable run(BufferedReader reader) throws IOException {
    String header = reader.readLine();
    if (header == null) {
      throw new IllegalArgumentException(name + ": the file is empty");
    }
    List<String> columns = cells(header);
    int formula = column(columns, FORMULA, "of formulas, for example 'Composition'");
    int energy = column(columns, ENERGY, "of energies, for example 'FormationEnergy'");
    checkUnit(columns.get(energy));
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (number > MOST_ROWS) {
        throw new IllegalArgumentException(name + ": more than " + MOST_ROWS + " rows");
      }
      if (!line.isBlank()) {
        readRow(number, cells(line), formula, energy);
      }
    }
    long beyond = skipped.stream().filter(row -> row.reason().contains("eV/atom")).count();
    if (beyond > rows.size()) {
      throw new IllegalArgumentException(
          name + ": most energies are beyond what eV/atom can be; the table is in another unit");
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          name
              + ": no row can be used"
              + skipped.stream().findFirst().map(row -> "; " + row).orElse(""));
    }
    return new EnergyTable(List.copyOf(rows.values()), skipped, merged);
  }

  private void readRow(int line, List<String> cells, int formulaColumn, int energyColumn) {
    if (cells.size() <= Math.max(formulaColumn, energyColumn)) {
      skipped.add(new SkippedRow(line, String.join(",", cells), "columns are missing"));
      return;
    }
    String formulaText = cells.get(formulaColumn).strip();
    String energyText = cells.get(energyColumn).strip();
    if (DATE.matcher(formulaText).matches()) {
      skipped.add(
          new SkippedRow(line, formulaText, "a spreadsheet turned the formula into a date"));
      return;
    }
    Formula formula;
    try {
      formula = Formula.parse(formulaText).reduced();
    } catch (IllegalArgumentException e) {
      skipped.add(new SkippedRow(line, formulaText, String.valueOf(e.getMessage())));
      return;
    }
    FormationEnergy energy;
    try {
      energy = new FormationEnergy(Double.parseDouble(energyText));
    } catch (NumberFormatException e) {
      skipped.add(new SkippedRow(line, energyText, "the formation energy is no number"));
      return;
    } catch (IllegalArgumentException e) {
      skipped.add(new SkippedRow(line, energyText, String.valueOf(e.getMessage())));
      return;
    }
    KnownFormula row = new KnownFormula(formula, energy);
    KnownFormula before = rows.putIfAbsent(formula, row);
    if (before != null) {
      boolean isLower = energy.compareTo(before.energy()) < 0;
      if (isLower) {
        rows.put(formula, row);
      }
      merged.add(
          new SkippedRow(
              line,
              formulaText,
              "%s is there twice, with %s and %s; the lower energy is kept"
                  .formatted(formula, before.energy(), energy)));
    }
  }

  private int column(List<String> columns, Set<String> names, String what) {
    for (int i = 0; i < columns.size(); i++) {
      String plain = UNIT.matcher(columns.get(i)).replaceFirst("").strip();
      if (names.contains(plain.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "%s: no column %s; the columns are %s".formatted(name, what, columns));
  }

  private void checkUnit(String column) {
    var unit = UNIT.matcher(column);
    if (unit.find() && !unit.group(1).replace(" ", "").equalsIgnoreCase("eV/atom")) {
      throw new IllegalArgumentException(
          "%s: energies must be in eV/atom, the column is '%s'".formatted(name, column));
    }
  }

  private static List<String> cells(String line) {
    if (line.indexOf('"') < 0) {
      return Arrays.asList(line.split(",", -1));
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '"') {
        quoted = !quoted;
      } else if (character == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
