package dev.weir.materials.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes known formulas such that {@link EnergyTableReader} reads them back to the same rows. */
public final class EnergyTableWriter {
  private EnergyTableWriter() {}

  /**
   * Writes beside the file and renames into place.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(Path file, List<KnownFormula> rows) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
      out.write("Composition,FormationEnergy\n");
      for (KnownFormula row : rows) {
        out.write(row.formula() + "," + row.energy().electronvoltsPerAtom() + "\n");
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
