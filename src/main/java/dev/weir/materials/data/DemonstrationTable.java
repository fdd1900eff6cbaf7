package dev.weir.materials.data;

import dev.weir.materials.formula.Formula;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Some hundred well-known compounds with their enthalpies of formation, so that everything runs
 * before a user brings a table. For demonstration only; the head of the resource {@code
 * materials/demonstration.csv} names the sources.
 */
public final class DemonstrationTable {
  private static final String RESOURCE = "/materials/demonstration.csv";

  /** One eV for each particle, in kJ/mol: the Faraday constant, CODATA 2018. */
  private static final double KILOJOULES_PER_MOLE = 96.48533;

  private DemonstrationTable() {}

  /** Returns the compounds; their enthalpies at 298 K stand for formation energies. */
  public static List<KnownFormula> rows() {
    InputStream stream = DemonstrationTable.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      throw new IllegalStateException("the program lacks its resource " + RESOURCE);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<KnownFormula> rows = new ArrayList<>();
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .forEach(line -> rows.add(row(line)));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  private static KnownFormula row(String line) {
    int comma = line.indexOf(',');
    Formula written = Formula.parse(line.substring(0, comma));
    double enthalpy = Double.parseDouble(line.substring(comma + 1));
    double energy = enthalpy / KILOJOULES_PER_MOLE / written.atoms();
    return new KnownFormula(written.reduced(), new FormationEnergy(energy));
  }
}
