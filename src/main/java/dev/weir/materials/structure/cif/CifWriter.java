package dev.weir.materials.structure.cif;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Site;
import dev.weir.materials.structure.symmetry.SpaceGroup;
import dev.weir.materials.structure.symmetry.Spglib;
import dev.weir.materials.structure.symmetry.SymmetryOperation;
import dev.weir.materials.structure.symmetry.SymmetrySearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Writes a structure as CIF (Hall, Allen and Brown, Acta Cryst. A47 (1991) 655). Pure.
 *
 * <p>The safe form is P 1 with every atom of the cell: every program reads it alike. The symmetric
 * form lists the operations that hold in this very cell and one atom of each orbit.
 */
public final class CifWriter {
  /** How far an orbit may stray from the atoms it replaces, in Å. */
  private static final double ORBIT_TOLERANCE = 0.01;

  private CifWriter() {}

  /**
   * Returns the structure as P 1 with all its atoms.
   *
   * @param name of the data block; blanks become underscores
   */
  public static String everyAtom(String name, CrystalStructure structure) {
    StringBuilder text = head(name, structure);
    text.append("_symmetry_space_group_name_H-M   'P 1'\n_symmetry_Int_Tables_number   1\n");
    text.append("loop_\n _symmetry_equiv_pos_as_xyz\n  'x,y,z'\n");
    return sites(text, structure.sites());
  }

  /**
   * Returns the structure with its symmetry operations and one atom of each orbit; as P 1 when no
   * operation beside the identity can be written in fractions or when the orbits do not give every
   * atom back.
   *
   * @param spaceGroup its number, 1 to 230, where it is known; written as declared, not checked
   */
  public static String withSymmetry(
      String name, CrystalStructure structure, OptionalInt spaceGroup) {
    List<SymmetryOperation> operations = SymmetrySearch.of(structure, ORBIT_TOLERANCE);
    if (operations.size() < 2
        || !operations.stream().allMatch(SymmetryOperation::isCrystallographic)) {
      return everyAtom(name, structure);
    }
    List<Site> unit = SymmetrySearch.asymmetricUnit(structure, operations, 2.0 * ORBIT_TOLERANCE);
    StringBuilder text = head(name, structure);
    spaceGroup.ifPresent(
        number -> text.append("_weir_space_group_number_declared   ").append(number).append('\n'));
    text.append("loop_\n _symmetry_equiv_pos_as_xyz\n");
    operations.forEach(operation -> text.append("  '").append(operation).append("'\n"));
    String whole = sites(text, unit);
    CrystalStructure back = CifReader.read(whole);
    return back.contents().equals(structure.contents()) ? whole : everyAtom(name, structure);
  }

  /**
   * Returns the structure in the conventional cell of its space group, with symbol, number and
   * operations, and one atom of each orbit; as P 1 when the orbits do not give every atom back.
   */
  public static String conventional(String name, Spglib.Standard standard) {
    CrystalStructure structure = standard.structure();
    List<Site> unit =
        SymmetrySearch.asymmetricUnit(structure, standard.operations(), 2.0 * ORBIT_TOLERANCE);
    StringBuilder text = head(name, structure);
    SpaceGroup group = standard.group();
    text.append("_symmetry_space_group_name_H-M   '").append(group.symbol()).append("'\n");
    text.append("_symmetry_space_group_name_Hall   '").append(group.hallSymbol()).append("'\n");
    text.append("_symmetry_Int_Tables_number   ").append(group.number()).append('\n');
    text.append("loop_\n _symmetry_equiv_pos_as_xyz\n");
    standard.operations().forEach(operation -> text.append("  '").append(operation).append("'\n"));
    String whole = sites(text, unit);
    CrystalStructure back = CifReader.read(whole);
    return back.contents().equals(structure.contents()) ? whole : everyAtom(name, structure);
  }

  private static StringBuilder head(String name, CrystalStructure structure) {
    StringBuilder text = new StringBuilder();
    text.append("data_").append(name.strip().replaceAll("\\s+", "_")).append('\n');
    List<String> contents = new ArrayList<>();
    structure
        .contents()
        .terms()
        .forEach(term -> contents.add(term.element().symbol() + term.count()));
    text.append("_chemical_formula_sum   '").append(String.join(" ", contents)).append("'\n");
    double[] cell = structure.lattice().parameters();
    String[] names = {
      "_cell_length_a", "_cell_length_b", "_cell_length_c",
      "_cell_angle_alpha", "_cell_angle_beta", "_cell_angle_gamma"
    };
    for (int i = 0; i < 6; i++) {
      text.append(String.format(Locale.ROOT, "%s   %.6f%n", names[i], cell[i]));
    }
    text.append(String.format(Locale.ROOT, "_cell_volume   %.5f%n", structure.lattice().volume()));
    return text;
  }

  private static String sites(StringBuilder text, List<Site> sites) {
    text.append("loop_\n _atom_site_label\n _atom_site_type_symbol\n");
    text.append(" _atom_site_fract_x\n _atom_site_fract_y\n _atom_site_fract_z\n");
    text.append(" _atom_site_occupancy\n");
    int number = 0;
    for (Site site : sites) {
      number++;
      String symbol = site.element().symbol();
      Site inside = site.wrapped();
      text.append(
          String.format(
              Locale.ROOT,
              "  %s%d %s %.6f %.6f %.6f 1%n",
              symbol,
              number,
              symbol,
              inside.x(),
              inside.y(),
              inside.z()));
    }
    return text.toString().replace("\r\n", "\n");
  }
}
