package dev.weir.materials.structure.cif;

import dev.weir.materials.formula.Element;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.crystal.NiggliReduction;
import dev.weir.materials.structure.crystal.PeriodicVectors;
import dev.weir.materials.structure.crystal.Site;
import dev.weir.materials.structure.symmetry.SpaceGroupSettings;
import dev.weir.materials.structure.symmetry.SymmetryOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an ordered structure from CIF, strictly: what it does not understand it refuses in one
 * line. Pure.
 *
 * <p>The first data block with atoms counts. Symmetry is taken from operations, under any of their
 * names; without them from the named space group, where spglib knows its operations; a block
 * without operations is read as P 1 only when it says P 1 or names no space group. Sites that are
 * partly occupied are refused: the structure is disordered.
 */
public final class CifReader {
  /** Images nearer than this to an atom of their own orbit are that atom, in Å. */
  private static final double SAME_PLACE = 0.05;

  /** Occupancies may miss 1 by this much and still count as full. */
  private static final double OCCUPANCY_SLACK = 1e-3;

  private CifReader() {}

  /**
   * Returns the structure of the first data block that holds atoms.
   *
   * @throws CrystalException when there is none or it cannot be read; the message says why
   */
  public static CrystalStructure read(String text) {
    return read(text, new SpaceGroupSettings(Optional.empty()));
  }

  /**
   * Returns the structure of the first data block that holds atoms.
   *
   * @param settings give the operations of space groups that are only named
   * @throws CrystalException when there is none or it cannot be read; the message says why
   */
  public static CrystalStructure read(String text, SpaceGroupSettings settings) {
    for (CifBlock block : CifBlock.read(text)) {
      if (block.column("_atom_site_fract_x").isPresent()) {
        return structure(block, settings);
      }
    }
    throw new CrystalException("the CIF has no block with _atom_site_fract_x");
  }

  private static CrystalStructure structure(CifBlock block, SpaceGroupSettings settings) {
    Lattice lattice =
        Lattice.ofParameters(
            number(block, "_cell_length_a", "_cell.length_a"),
            number(block, "_cell_length_b", "_cell.length_b"),
            number(block, "_cell_length_c", "_cell.length_c"),
            number(block, "_cell_angle_alpha", "_cell.angle_alpha"),
            number(block, "_cell_angle_beta", "_cell.angle_beta"),
            number(block, "_cell_angle_gamma", "_cell.angle_gamma"));
    List<SymmetryOperation> operations = operations(block, lattice, settings);
    NiggliReduction.Reduced niggli = NiggliReduction.of(lattice);
    Orbits orbits =
        new Orbits(
            new PeriodicVectors(niggli.lattice()),
            Matrices.inverse(Matrices.ofIntegers(niggli.transform())));
    List<Site> all = new ArrayList<>();
    for (Site site : sites(block)) {
      orbits.add(site, operations, all);
    }
    return new CrystalStructure(lattice, all);
  }

  private static List<SymmetryOperation> operations(
      CifBlock block, Lattice lattice, SpaceGroupSettings settings) {
    List<String> texts =
        block
            .column(
                "_space_group_symop_operation_xyz",
                "_space_group_symop.operation_xyz",
                "_symmetry_equiv_pos_as_xyz",
                "_symmetry_equiv.pos_as_xyz")
            .orElse(List.of());
    if (!texts.isEmpty()) {
      return texts.stream().map(SymmetryOperation::parse).toList();
    }
    Optional<String> symbol =
        block
            .value(
                "_symmetry_space_group_name_h-m",
                "_space_group_name_h-m_alt",
                "_symmetry.space_group_name_h-m",
                "_symmetry_space_group_name_hall",
                "_space_group_name_hall")
            .filter(CifBlock::isKnown);
    Optional<String> number =
        block
            .value("_symmetry_int_tables_number", "_space_group_it_number")
            .filter(CifBlock::isKnown);
    String group = symbol.or(() -> number).orElse("P 1");
    boolean isPrimitive =
        (group.replace(" ", "").equalsIgnoreCase("P1") && number.orElse("1").equals("1"))
            || group.equals("1");
    return isPrimitive
        ? List.of(SymmetryOperation.parse("x,y,z"))
        : settings.operations(group, lattice);
  }

  private static List<Site> sites(CifBlock block) {
    List<String> x = block.column("_atom_site_fract_x").orElseThrow();
    List<String> y = coordinates(block, "_atom_site_fract_y", x.size());
    List<String> z = coordinates(block, "_atom_site_fract_z", x.size());
    List<String> labels =
        block
            .column("_atom_site_type_symbol", "_atom_site_label")
            .orElseThrow(
                () -> new CrystalException("the CIF's atoms have neither symbol nor label"));
    List<String> occupancies =
        block.column("_atom_site_occupancy").orElse(Collections.nCopies(x.size(), "1"));
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double occupancy =
          CifBlock.isKnown(occupancies.get(i)) ? number("occupancy", occupancies.get(i)) : 1.0;
      if (Math.abs(occupancy - 1.0) > OCCUPANCY_SLACK) {
        throw new CrystalException(
            "site %s is occupied to %s: a disordered structure is not read"
                .formatted(labels.get(i), occupancies.get(i)));
      }
      sites.add(
          new Site(
              element(labels.get(i)),
              number("_atom_site_fract_x", x.get(i)),
              number("_atom_site_fract_y", y.get(i)),
              number("_atom_site_fract_z", z.get(i))));
    }
    return sites;
  }

  private static List<String> coordinates(CifBlock block, String name, int size) {
    return block
        .column(name)
        .filter(column -> column.size() == size)
        .orElseThrow(() -> new CrystalException("the CIF has not as many %s".formatted(name)));
  }

  /** Reads Fe, Fe3+, Fe1 or FE1A; deuterium counts as hydrogen. */
  private static Element element(String label) {
    int letters = 0;
    while (letters < label.length() && letters < 2 && Character.isLetter(label.charAt(letters))) {
      letters++;
    }
    for (int length = letters; length > 0; length--) {
      String symbol =
          label.substring(0, 1).toUpperCase(Locale.ROOT)
              + label.substring(1, length).toLowerCase(Locale.ROOT);
      String known = symbol.equals("D") ? "H" : symbol;
      if (Element.find(known).isPresent()) {
        return Element.of(known);
      }
    }
    throw new CrystalException("'%s' is no chemical element".formatted(label));
  }

  private static double number(CifBlock block, String... names) {
    String text =
        block
            .value(names)
            .orElseThrow(() -> new CrystalException("the CIF has no %s".formatted(names[0])));
    return number(names[0], text);
  }

  /** Reads 5.4310(2): the digits in brackets are the uncertainty. */
  private static double number(String name, String text) {
    int bracket = text.indexOf('(');
    String digits = bracket > 0 && text.endsWith(")") ? text.substring(0, bracket) : text;
    try {
      double value = Double.parseDouble(digits);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      throw new CrystalException("%s is '%s', not a number".formatted(name, text));
    }
    throw new CrystalException("%s is '%s', not a finite number".formatted(name, text));
  }

  /** Multiplies sites by the operations and drops images that fall together. */
  private static final class Orbits {
    private final PeriodicVectors vectors;
    private final double[] back;

    Orbits(PeriodicVectors vectors, double[] back) {
      this.vectors = vectors;
      this.back = back;
    }

    void add(Site site, List<SymmetryOperation> operations, List<Site> all) {
      int start = all.size();
      for (SymmetryOperation operation : operations) {
        Site image = operation.apply(site).wrapped();
        if (!isAmong(image, all.subList(start, all.size()))) {
          if (isAmong(image, all.subList(0, start))) {
            throw new CrystalException(
                "two atoms stand at %.4f %.4f %.4f".formatted(image.x(), image.y(), image.z()));
          }
          all.add(image);
          if (all.size() > CrystalStructure.MOST_SITES) {
            throw new CrystalException(
                "the cell holds more than %d atoms".formatted(CrystalStructure.MOST_SITES));
          }
        }
      }
    }

    private boolean isAmong(Site image, List<Site> others) {
      double[] vector = new double[3];
      for (Site other : others) {
        double[] d =
            Matrices.row(other.x() - image.x(), other.y() - image.y(), other.z() - image.z(), back);
        if (vectors.shortest(d[0], d[1], d[2], vector) <= SAME_PLACE * SAME_PLACE) {
          return true;
        }
      }
      return false;
    }
  }
}
