package dev.weir.materials.structure.cif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Crystals;
import dev.weir.materials.structure.matching.StructureMatcher;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class CifTest {
  private static final String CELL =
      """
      data_x
      _cell_length_a 5.6402(3)
      _cell_length_b 5.6402(3)
      _cell_length_c 5.6402(3)
      _cell_angle_alpha 90
      _cell_angle_beta 90.
      _cell_angle_gamma 90.000(0)
      """;

  private static final String ATOMS =
      """
      loop_
      _atom_site_label
      _atom_site_fract_x
      _atom_site_fract_y
      _atom_site_fract_z
      """;

  @Test
  void aWrittenStructureIsReadBack() {
    for (CrystalStructure one :
        List.of(Crystals.wurtzite(), Crystals.perovskite("Ba", "Ti", "O", 4.0))) {
      CrystalStructure plain = CifReader.read(CifWriter.everyAtom("a b", one));
      CrystalStructure symmetric =
          CifReader.read(CifWriter.withSymmetry("c", one, OptionalInt.of(221)));

      for (CrystalStructure back : List.of(plain, symmetric)) {
        assertThat(back.contents()).isEqualTo(one.contents());
        assertThat(StructureMatcher.USUAL.compare(one, back).orElseThrow().largest())
            .isLessThan(1e-4);
      }
    }
  }

  @Test
  void theSymmetricFormListsOneAtomOfEachOrbit() {
    String text =
        CifWriter.withSymmetry("p", Crystals.perovskite("Ba", "Ti", "O", 4.0), OptionalInt.empty());

    assertThat(text.lines().filter(line -> line.endsWith(" 1") && line.contains("O")).count())
        .isEqualTo(1);
    assertThat(text.lines().filter(line -> line.startsWith("  '")).count()).isEqualTo(48);
  }

  @Test
  void operationsSpecialPositionsQuotesCommentsAndChargesAreUnderstood() {
    CrystalStructure salt =
        CifReader.read(
            "# a comment\r\n"
                + CELL
                + """
                _publ_section_title
                ;
                loop_ of the king's own
                ;
                _note 'it's quoted'
                loop_
                _space_group_symop_id
                _space_group_symop_operation_xyz
                1 x,y,z
                2 'x, 1/2+y, 1/2+z'
                3 "1/2+x,y,z+0.5"
                4 'X+1/2, Y+1/2, Z'
                loop_
                _atom_site_label
                _atom_site_type_symbol
                _atom_site_fract_x
                _atom_site_fract_y
                _atom_site_fract_z
                _atom_site_occupancy
                Na1 Na1+ 0 0 0 1.0
                Cl1 Cl1- 0.5000(1) 0 0 .
                """);

    assertThat(salt.contents()).hasToString("Na4Cl4");
    assertThat(StructureMatcher.USUAL.matches(salt, Crystals.rockSalt("Na", "Cl", 5.64))).isTrue();
  }

  @Test
  void whatCannotBeTrustedIsRefusedInOneLine() {
    refused("", "no block");
    refused("hello", "line 1: a CIF begins with data_");
    refused(CELL, "no block");
    refused(CELL + ATOMS + "Na1 0 0", "no whole number of rows");
    refused(CELL + ATOMS + "Na1 0 0 ?", "'?', not a number");
    refused(CELL + ATOMS + "Qq1 0 0 0", "no chemical element");
    refused(CELL + ATOMS + "Na1 0 0 0\nCl1 0 0 1", "two atoms stand at");
    refused(CELL + "_note 'open\n" + ATOMS, "quote never ends");
    refused(CELL + "_note\n;\nopen\n" + ATOMS, "text never ends");
    refused(CELL + "_cell_length_a 3\n" + ATOMS + "Na1 0 0 0", "comes twice");
    refused(CELL.replace("90.000(0)", "190") + ATOMS + "Na1 0 0 0", "190");
    refused(CELL.replace("_cell_angle_beta 90.", "") + ATOMS + "Na1 0 0 0", "_cell_angle_beta");
    refused(
        CELL + "_symmetry_space_group_name_H-M 'F m -3 m'\n" + ATOMS + "Na1 0 0 0",
        "no symmetry operations");
    refused(CELL + ATOMS.strip() + "\n_atom_site_occupancy\nNa1 0 0 0 0.5", "disordered");
  }

  private static void refused(String text, String reason) {
    assertThatThrownBy(() -> CifReader.read(text))
        .isInstanceOf(CrystalException.class)
        .hasMessageContaining(reason);
  }
}
