package dev.weir.materials.structure.crystal;

import dev.weir.materials.formula.Element;
import dev.weir.materials.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An ordered crystal: a cell and every atom in it. Immutable.
 *
 * @param lattice the cell
 * @param sites 1 to {@value #MOST_SITES} atoms
 */
public record CrystalStructure(Lattice lattice, List<Site> sites) {
  /** The most atoms a cell may hold. */
  public static final int MOST_SITES = 2000;

  /** Rejects a cell without atoms or with too many. */
  public CrystalStructure {
    sites = List.copyOf(sites);
    if (sites.isEmpty() || sites.size() > MOST_SITES) {
      throw new CrystalException(
          "a cell must hold 1 to %d atoms, holds %d".formatted(MOST_SITES, sites.size()));
    }
  }

  /** Returns how many atoms of each element the cell holds. */
  public Formula contents() {
    SortedMap<Element, Integer> counts = new TreeMap<>();
    sites.forEach(site -> counts.merge(site.element(), 1, Integer::sum));
    return Formula.of(counts);
  }

  /** Returns the reduced formula. */
  public Formula formula() {
    return contents().reduced();
  }

  /** Returns the same arrangement in a cell of another volume, in Å³. */
  public CrystalStructure scaledTo(double volume) {
    return new CrystalStructure(lattice.scaledTo(volume), sites);
  }

  /** Returns the same crystal described by its Niggli-reduced cell. */
  public CrystalStructure reduced() {
    NiggliReduction.Reduced reduced = NiggliReduction.of(lattice);
    return inCell(reduced.lattice(), Matrices.ofIntegers(reduced.transform()));
  }

  /**
   * Returns the crystal with as many atoms, described by other cell vectors.
   *
   * @param transform the new vectors in the old ones, row by row, determinant ±1
   */
  public CrystalStructure inCell(Lattice cell, double[] transform) {
    double[] back = Matrices.inverse(transform);
    List<Site> moved = new ArrayList<>(sites.size());
    for (Site site : sites) {
      double[] place = Matrices.row(site.x(), site.y(), site.z(), back);
      moved.add(new Site(site.element(), place[0], place[1], place[2]).wrapped());
    }
    return new CrystalStructure(cell, moved);
  }

  /**
   * Returns the crystal described by a larger cell.
   *
   * @param transform nine integers with determinant above 0; each row gives a new vector
   */
  public CrystalStructure supercell(int... transform) {
    int copies = Matrices.determinant(transform);
    if (copies < 1) {
      throw new CrystalException("a supercell needs a determinant above 0, has " + copies);
    }
    if ((long) copies * sites.size() > MOST_SITES) {
      throw new CrystalException(
          "a cell must hold 1 to %d atoms, would hold %d"
              .formatted(MOST_SITES, (long) copies * sites.size()));
    }
    double[] back = Matrices.inverse(Matrices.ofIntegers(transform));
    List<int[]> shifts = shifts(transform, back, copies);
    List<Site> all = new ArrayList<>();
    for (Site site : sites) {
      for (int[] shift : shifts) {
        double[] place =
            Matrices.row(site.x() + shift[0], site.y() + shift[1], site.z() + shift[2], back);
        all.add(new Site(site.element(), place[0], place[1], place[2]).wrapped());
      }
    }
    return new CrystalStructure(lattice.transformed(transform), all);
  }

  private static List<int[]> shifts(int[] transform, double[] back, int copies) {
    int reach = 0;
    for (int number : transform) {
      reach += Math.abs(number);
    }
    double edge = 1e-9;
    List<int[]> shifts = new ArrayList<>();
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        for (int k = -reach; k <= reach; k++) {
          double[] place = Matrices.row(i, j, k, back);
          if (inside(place[0], edge) && inside(place[1], edge) && inside(place[2], edge)) {
            shifts.add(new int[] {i, j, k});
          }
        }
      }
    }
    if (shifts.size() != copies) {
      throw new CrystalException(
          "a supercell of %d cells holds %d".formatted(copies, shifts.size()));
    }
    return shifts;
  }

  private static boolean inside(double fraction, double edge) {
    return fraction > -edge && fraction < 1.0 - edge;
  }

  /** Returns the fractions of all sites, x y z one after the other. */
  public double[] places() {
    double[] places = new double[3 * sites.size()];
    for (int i = 0; i < sites.size(); i++) {
      places[3 * i] = sites.get(i).x();
      places[3 * i + 1] = sites.get(i).y();
      places[3 * i + 2] = sites.get(i).z();
    }
    return places;
  }

  /** Returns the atomic numbers of all sites. */
  public int[] species() {
    return sites.stream().mapToInt(site -> site.element().atomicNumber()).toArray();
  }
}
