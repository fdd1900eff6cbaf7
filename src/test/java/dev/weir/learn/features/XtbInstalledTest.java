package dev.weir.learn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the installed programs: Debian packages xtb and openbabel. */
final class XtbInstalledTest {
  @TempDir private Path folder;

  /**
   * The methyl radical and the smallest monomer take a fraction of a second. xtb's own summary,
   * printed after the table of orbitals, is the second witness: HOMO-LUMO gap in eV.
   */
  @Test
  void theOrbitalsOfEthyleneAreThoseOfXtbsOwnSummaryAndAreComputedOnce() throws IOException {
    requirePrograms();
    XtbProgram program = new XtbProgram(folder);
    XtbProgram.Orbitals ethylene = program.monomer("ethylene", "C=C");
    assertThat(ethylene.origin()).startsWith("xtb 6.").contains("Open Babel").endsWith("C=C");
    String output = Files.readString(only(folder).resolve("xtb.out"));
    double gap =
        output
            .lines()
            .filter(line -> line.contains("HOMO-LUMO gap") && line.contains("eV"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9.]+", " ").strip()))
            .reduce((_, last) -> last)
            .orElseThrow();
    double electronvoltsPerHartree = 27.21138;
    assertThat((ethylene.lowest() - ethylene.highest()) * electronvoltsPerHartree)
        .isCloseTo(gap, within(1e-3));
    long written = Files.getLastModifiedTime(only(folder).resolve("xtb.out")).toMillis();
    assertThat(program.monomer("ethylene", "C=C")).isEqualTo(ethylene);
    assertThat(Files.getLastModifiedTime(only(folder).resolve("xtb.out")).toMillis())
        .isEqualTo(written);
  }

  /** Styrene gives its electrons more easily, and so does its radical: as in the shipped table. */
  @Test
  void styreneAndItsRadicalLieAboveMethylMethacrylateAsInTheShippedTable() {
    requirePrograms();
    XtbProgram program = new XtbProgram(folder);
    String styrene = "C=Cc1ccccc1";
    String methacrylate = "C=C(C)C(=O)OC";
    assertThat(program.monomer("St", styrene).highest())
        .isGreaterThan(program.monomer("MMA", methacrylate).highest());
    assertThat(program.radical("St", styrene).highest())
        .isGreaterThan(program.radical("MMA", methacrylate).highest());
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void requirePrograms() {
    for (String program : new String[] {"xtb", "obabel"}) {
      if (Stream.of(System.getenv("PATH").split(":"))
          .noneMatch(place -> Files.isExecutable(Path.of(place, program)))) {
        System.out.println("skipped: " + program + " is not installed");
        abort(program + " is not installed");
      }
    }
  }
}
