package dev.weir.app.job;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.WeirHome;
import dev.weir.materials.data.EnergyTable;
import dev.weir.materials.data.EnergyTableReader;
import dev.weir.materials.formula.ElementTable;
import dev.weir.materials.formula.OxidationStates;
import dev.weir.materials.generate.AdversarialNetwork;
import dev.weir.materials.generate.EnergyPredictor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files that the materials verbs read; what is wrong with one ends the verb with 65. */
public final class MaterialsFiles {
  /** The predictor's name in the folder of a training. */
  public static final String PREDICTOR = "predictor.bin";

  /** The reference generator's name in the folder of a training. */
  public static final String REFERENCE = "reference.bin";

  /** The formulas that a training learned from, in its folder. */
  public static final String KNOWN = "known.csv";

  /** The folder of a training when none is named. */
  public static final Path FOLDER = Path.of("data", "formulas");

  private static final int MOST_ROWS_SHOWN = 100;

  private MaterialsFiles() {}

  /** Something that reads a file. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Reads a table of formation energies and says on standard error what was left out. */
  public static EnergyTable energies(Path file, PrintWriter err) {
    EnergyTable table = read(file, () -> EnergyTableReader.read(WeirHome.find(file)));
    tell(file, "skipped", table.skipped(), err);
    tell(file, "merged", table.merged(), err);
    return table;
  }

  private static void tell(
      Path file, String what, List<EnergyTable.SkippedRow> rows, PrintWriter err) {
    rows.stream().limit(MOST_ROWS_SHOWN).forEach(row -> err.printf("%s: %s %s%n", file, what, row));
    if (rows.size() > MOST_ROWS_SHOWN) {
      err.printf("%s: %s %d rows in all%n", file, what, rows.size());
    }
  }

  /** Reads a table of elemental features; the built-in one when none is named. */
  public static ElementTable elements(Optional<Path> file) {
    return file.map(path -> read(path, () -> ElementTable.read(WeirHome.find(path))))
        .orElseGet(ElementTable::builtIn);
  }

  /** Reads the predictor of a training's folder. */
  public static EnergyPredictor predictor(Path folder) {
    if (!Files.exists(WeirHome.find(folder).resolve(PREDICTOR))) {
      throw new BadDataException(
          folder + ": no predictor here; 'weir energy train DATA.csv --out DIR' makes one");
    }
    return read(folder, () -> EnergyPredictor.read(WeirHome.find(folder).resolve(PREDICTOR)));
  }

  /** Reads the reference generator of a training's folder. */
  public static AdversarialNetwork adversarial(Path folder) {
    if (!Files.exists(WeirHome.find(folder).resolve(REFERENCE))) {
      throw new BadDataException(
          folder
              + ": no reference generator here; 'weir energy train-reference DATA.csv' makes one");
    }
    return read(folder, () -> AdversarialNetwork.read(WeirHome.find(folder).resolve(REFERENCE)));
  }

  public static OxidationStates oxidationStates(Path file) {
    return read(file, () -> OxidationStates.read(WeirHome.find(file)));
  }

  private static <T> T read(Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new BadDataException(file + ": cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
  }
}
