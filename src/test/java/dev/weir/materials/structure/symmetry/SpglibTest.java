package dev.weir.materials.structure.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.materials.structure.cif.CifReader;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.StructureLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/** Against the labels of the imported structures and International Tables A. */
public final class SpglibTest {
  private static final Optional<Spglib> INSTALLED = Spglib.load();

  private static Spglib spglib() {
    if (INSTALLED.isEmpty()) {
      System.out.println("skipped: spglib 2 (Debian libsymspg1) is not installed");
    }
    assumeTrue(INSTALLED.isPresent());
    return INSTALLED.orElseThrow();
  }

  @Test
  void wellKnownCrystalsGetTheirGroups() {
    assertThat(spglib().standard(Crystals.rockSalt("Na", "Cl", 5.64), 0.01).orElseThrow().group())
        .isEqualTo(new SpaceGroup(225, 523, "F m -3 m", "-F 4 2 3"));
    assertThat(spglib().standard(Crystals.wurtzite(), 0.01).orElseThrow().group().number())
        .isEqualTo(186);
    Spglib.Standard cubic = spglib().standard(Crystals.sphalerite(), 0.01).orElseThrow();
    assertThat(cubic.group().symbol()).isEqualTo("F -4 3 m");
    assertThat(cubic.structure().sites()).hasSize(8);
    assertThat(cubic.operations()).hasSize(96);
  }

  @Test
  void everySettingHasItsNumberAndItsOperations() {
    Spglib library = spglib();
    int before = 0;
    for (int hall = 1; hall <= SpaceGroup.SETTINGS; hall++) {
      SpaceGroup group = library.group(hall);
      assertThat(group.number()).isBetween(before, before + 1);
      before = group.number();
      assertThat(library.operations(hall)).isNotEmpty();
      assertThat(library.operations(hall).getFirst()).hasToString("x,y,z");
    }
    assertThat(before).isEqualTo(230);
  }

  @Test
  void aFileThatOnlyNamesItsGroupGetsTheOperations() {
    SpaceGroupSettings settings = new SpaceGroupSettings(Optional.of(spglib()));
    String head =
        """
        data_x
        _cell_length_a 5.64
        _cell_length_b 5.64
        _cell_length_c 5.64
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90
        %s
        loop_
        _atom_site_label
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        Na 0 0 0
        Cl 0.5 0.5 0.5
        """;
    for (String name :
        List.of(
            "_symmetry_space_group_name_H-M 'F m -3 m'",
            "_symmetry_space_group_name_H-M Fm-3m",
            "_space_group_name_Hall '-F 4 2 3'",
            "_symmetry_Int_Tables_number 225")) {
      CrystalStructure salt = CifReader.read(head.formatted(name), settings);
      assertThat(salt.sites()).hasSize(8);
    }
    assertThatThrownBy(
            () ->
                CifReader.read(
                    head.formatted("_symmetry_space_group_name_H-M 'F d -3 m'"), settings))
        .hasMessageContaining("two origins");
    assertThatThrownBy(
            () -> CifReader.read(head.formatted("_symmetry_space_group_name_H-M Q7"), settings))
        .hasMessageContaining("Q7");
    assertThatThrownBy(
            () -> CifReader.read(head.formatted("_symmetry_space_group_name_H-M 'F m -3 m'")))
        .hasMessageContaining("lists no symmetry operations");
  }

  @Test
  void importedLabelsAreFoundAgain() throws IOException {
    Spglib library = spglib();
    List<StructureEntry> known = imported(100);
    int agree = 0;
    for (StructureEntry entry : known) {
      int found = library.standard(entry.structure(), 0.1).map(s -> s.group().number()).orElse(0);
      agree += found == entry.spaceGroup().orElse(-1) ? 1 : 0;
    }
    assertThat((double) agree / known.size()).isGreaterThan(0.99);
  }

  /** Returns every Nth of the imported structures, or skips the test where there are none. */
  public static List<StructureEntry> imported(int every) throws IOException {
    Path file =
        Path.of(System.getProperty("weir.home", "."))
            .resolve("../shared/data/materials/mp_stable_structures.jsonl.xz");
    if (!Files.exists(file)) {
      System.out.println("skipped: there are no imported structures beside the project");
    }
    assumeTrue(Files.exists(file));
    List<StructureEntry> entries = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new XZInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (number++ % every == 0) {
          entries.add(StructureLines.entry(line));
        }
      }
    }
    return entries;
  }
}
