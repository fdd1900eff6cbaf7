package dev.weir.app.learning;

import dev.weir.app.terminal.BadDataException;
import dev.weir.app.terminal.TextFile;
import dev.weir.chemistry.SpeciesName;
import dev.weir.learn.data.CsvTable;
import dev.weir.learn.data.RunFile;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.UnreadableTable;
import dev.weir.learn.features.CopDdbTable;
import dev.weir.learn.features.MonomerFeatures;
import dev.weir.learn.features.QuantumTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the verbs of learning read: run tables and tables of quantum-chemical values. */
public final class LearningFiles {
  private LearningFiles() {}

  public static RunTable runs(Path file) {
    try {
      return RunFile.read(file.toString(), TextFile.read(file));
    } catch (UnreadableTable e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the user's table, or the shipped one. */
  public static QuantumTable quantum(Optional<Path> file) {
    try {
      return file.map(LearningFiles::table).orElse(QuantumTable.SHIPPED);
    } catch (UnreadableTable e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
  }

  private static QuantumTable table(Path file) {
    String text = TextFile.read(file);
    return CopDdbTable.isOne(CsvTable.parse(file.toString(), text).header())
        ? CopDdbTable.read(file.toString(), text, Map.of())
        : QuantumTable.read(file.toString(), text);
  }

  /** Returns the monomers of a table. */
  public static Set<SpeciesName> monomers(RunTable table) {
    Set<SpeciesName> monomers = new TreeSet<>();
    table
        .runs()
        .forEach(
            run -> {
              monomers.add(run.monomer1());
              monomers.add(run.monomer2());
            });
    return monomers;
  }

  public static MonomerFeatures features(RunTable table, QuantumTable quantum) {
    return MonomerFeatures.of(monomers(table), quantum, Map.of());
  }
}
