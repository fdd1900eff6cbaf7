package dev.weir.materials.structure.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.materials.structure.cif.CifWriter;
import dev.weir.materials.structure.symmetry.Spglib;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CifFolderTest {
  @TempDir private Path folder = Path.of(".");

  private static List<StructureEntry> shown() {
    return StructureLines.demonstration().entries().stream()
        .filter(entry -> entry.size() < 30)
        .toList();
  }

  private void write(List<StructureEntry> entries) throws IOException {
    for (int i = 0; i < entries.size(); i++) {
      Files.writeString(
          folder.resolve("%03d.cif".formatted(i)),
          CifWriter.everyAtom("entry" + i, entries.get(i).structure()));
    }
  }

  @Test
  void theDemonstrationComesBackWithItsGroupsAndPrototypes() throws IOException {
    Optional<Spglib> spglib = Spglib.load();
    Assumptions.assumeTrue(spglib.isPresent(), "spglib is not installed");
    List<StructureEntry> shown = shown();
    write(shown);

    StructureLines.Reading reading = CifFolder.read(folder, spglib);

    assertThat(reading.faults()).isEmpty();
    assertThat(reading.entries()).hasSameSizeAs(shown);
    for (int i = 0; i < shown.size(); i++) {
      StructureEntry back = reading.entries().get(i);
      assertThat(back.formula()).isEqualTo(shown.get(i).formula());
      assertThat(back.spaceGroup()).as(shown.get(i).id()).isEqualTo(shown.get(i).spaceGroup());
      assertThat(back.prototype()).as(shown.get(i).id()).isEqualTo(shown.get(i).prototype());
    }
  }

  @Test
  void aBrokenFileIsOneLineAndTheOthersAreRead() throws IOException {
    write(shown().subList(0, 3));
    Files.writeString(
        folder.resolve("a.cif"), "data_x\n_cell_length_a 4\nloop_\n_atom_site_fract_x\n");
    Files.writeString(folder.resolve("b.cif"), "no CIF at all");
    Files.writeString(
        folder.resolve("c.cif"), Files.readString(folder.resolve("000.cif")).replace("Cu", "Qq"));
    Files.writeString(folder.resolve("notes.txt"), "not looked at");

    StructureLines.Reading reading = CifFolder.read(folder, Optional.empty());

    assertThat(reading.entries()).hasSize(3);
    assertThat(reading.faults()).hasSize(3).allMatch(line -> line.lines().count() == 1);
    assertThat(reading.faults().get(2)).startsWith("c.cif: ").contains("Qq");
  }
}
