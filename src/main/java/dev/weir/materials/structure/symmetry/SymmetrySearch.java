package dev.weir.materials.structure.symmetry;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.crystal.NiggliReduction;
import dev.weir.materials.structure.crystal.PeriodicVectors;
import dev.weir.materials.structure.crystal.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the symmetry operations of a structure in its own cell.
 *
 * <p>In the reduced cell every rotation of the lattice is a matrix of -1, 0 and 1. Each that keeps
 * the lattice within the tolerance is tried with every translation that brings an atom of the
 * rarest element onto one of its kind; what brings every atom onto its like is an operation. It
 * finds operations, pure translations included; it does not name the space group.
 */
public final class SymmetrySearch {
  private final CrystalStructure reduced;
  private final int[] transform;
  private final double tolerance;
  private final PeriodicVectors vectors;
  private final double[] places;
  private final int[] species;

  private SymmetrySearch(CrystalStructure structure, double tolerance) {
    if (!(tolerance > 0.0)) {
      throw new CrystalException("the tolerance must be above 0 Å, was " + tolerance);
    }
    this.tolerance = tolerance;
    NiggliReduction.Reduced niggli = NiggliReduction.of(structure.lattice());
    this.transform = niggli.transform();
    this.reduced = structure.inCell(niggli.lattice(), Matrices.ofIntegers(transform));
    this.vectors = new PeriodicVectors(reduced.lattice());
    this.places = reduced.places();
    this.species = reduced.species();
  }

  /**
   * Returns every operation, the identity first.
   *
   * @param tolerance how far an image may lie from its atom, in Å, for example 0.01
   */
  public static List<SymmetryOperation> of(CrystalStructure structure, double tolerance) {
    return new SymmetrySearch(structure, tolerance).search();
  }

  /**
   * Returns the pure translations that bring the structure onto itself, in fractions of its reduced
   * cell, the zero one first; more than one when the cell is not primitive.
   */
  public static List<double[]> translations(CrystalStructure structure, double tolerance) {
    SymmetrySearch search = new SymmetrySearch(structure, tolerance);
    return search.translations(new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
  }

  private List<SymmetryOperation> search() {
    List<SymmetryOperation> found = new ArrayList<>();
    // fractions are rows: reduced = given · inverse(transform), so given = reduced · transform
    double[] forth = Matrices.ofIntegers(transform);
    double[] back = Matrices.inverse(forth);
    for (int[] rotation : latticeRotations(reduced.lattice(), tolerance)) {
      for (double[] shift : translations(rotation)) {
        double[] whole = Matrices.product(Matrices.product(back, transposed(rotation)), forth);
        int[] given = new int[9];
        for (int i = 0; i < 3; i++) {
          for (int k = 0; k < 3; k++) {
            given[3 * i + k] = (int) Math.rint(whole[3 * k + i]);
          }
        }
        found.add(new SymmetryOperation(given, Matrices.row(shift[0], shift[1], shift[2], forth)));
      }
    }
    int identity = 0;
    for (int i = 0; i < found.size(); i++) {
      identity = found.get(i).toString().equals("x,y,z") ? i : identity;
    }
    found.add(0, found.remove(identity));
    return List.copyOf(found);
  }

  private static double[] transposed(int[] m) {
    return new double[] {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
  }

  /** Returns the rotations, for columns of fractions, that keep a reduced lattice. */
  static List<int[]> latticeRotations(Lattice reduced, double tolerance) {
    List<List<int[]>> images = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        for (int k = -1; k <= 1; k++) {
          double[] vector = Matrices.row(i, j, k, reduced.rows());
          double length = Math.hypot(Math.hypot(vector[0], vector[1]), vector[2]);
          for (int edge = 0; edge < 3; edge++) {
            if (Math.abs(length - reduced.length(edge)) <= tolerance) {
              images.get(edge).add(new int[] {i, j, k});
            }
          }
        }
      }
    }
    List<int[]> rotations = new ArrayList<>();
    for (int[] a : images.get(0)) {
      for (int[] b : images.get(1)) {
        for (int[] c : images.get(2)) {
          int[] rows = {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]};
          if (Math.abs(Matrices.determinant(rows)) == 1 && keeps(reduced, rows, tolerance)) {
            // the images are rows; a column of fractions needs the transpose
            rotations.add(new int[] {a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2]});
          }
        }
      }
    }
    return rotations;
  }

  private static boolean keeps(Lattice lattice, int[] rows, double tolerance) {
    Lattice image = lattice.transformed(rows);
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      double allowed = 2.0 * tolerance * Math.max(lattice.length(i), lattice.length(j));
      if (Math.abs(image.dot(i, j) - lattice.dot(i, j)) > allowed) {
        return false;
      }
    }
    return true;
  }

  /** Returns the translations that complete a rotation, in fractions of the reduced cell. */
  private List<double[]> translations(int[] rotation) {
    int n = species.length;
    double[] turned = new double[3 * n];
    for (int site = 0; site < n; site++) {
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
          turned[3 * site + i] += rotation[3 * i + k] * places[3 * site + k];
        }
      }
    }
    int rarest = rarest(species);
    List<double[]> found = new ArrayList<>();
    for (int target = 0; target < n; target++) {
      if (species[target] == species[rarest]) {
        double[] shift = new double[3];
        for (int i = 0; i < 3; i++) {
          shift[i] = places[3 * target + i] - turned[3 * rarest + i];
        }
        if (maps(turned, shift)) {
          found.add(shift);
        }
      }
    }
    return found;
  }

  private boolean maps(double[] turned, double[] shift) {
    int n = species.length;
    double limit = tolerance * tolerance;
    double[] vector = new double[3];
    double[] mean = new double[3];
    int[] partners = new int[n];
    for (int site = 0; site < n; site++) {
      double x = turned[3 * site] + shift[0];
      double y = turned[3 * site + 1] + shift[1];
      double z = turned[3 * site + 2] + shift[2];
      partners[site] = -1;
      for (int other = 0; other < n && partners[site] < 0; other++) {
        if (species[other] == species[site]
            && vectors.shortest(
                    places[3 * other] - x,
                    places[3 * other + 1] - y,
                    places[3 * other + 2] - z,
                    vector)
                <= limit) {
          partners[site] = other;
        }
      }
      if (partners[site] < 0) {
        return false;
      }
      for (int i = 0; i < 3; i++) {
        double miss = places[3 * partners[site] + i] - turned[3 * site + i] - shift[i];
        mean[i] += (miss - Math.rint(miss)) / n;
      }
    }
    for (int i = 0; i < 3; i++) {
      shift[i] += mean[i];
    }
    return true;
  }

  /** Returns the index of the first site of the element with the fewest sites. */
  public static int rarest(int[] species) {
    int[] counts = new int[256];
    for (int number : species) {
      counts[number]++;
    }
    int rarest = 0;
    for (int i = 1; i < species.length; i++) {
      if (counts[species[i]] < counts[species[rarest]]) {
        rarest = i;
      }
    }
    return rarest;
  }

  /** Returns one site of each set that the operations carry into one another. */
  public static List<Site> asymmetricUnit(
      CrystalStructure structure, List<SymmetryOperation> operations, double tolerance) {
    NiggliReduction.Reduced niggli = NiggliReduction.of(structure.lattice());
    double[] back = Matrices.inverse(Matrices.ofIntegers(niggli.transform()));
    PeriodicVectors vectors = new PeriodicVectors(niggli.lattice());
    List<Site> sites = structure.sites();
    boolean[] covered = new boolean[sites.size()];
    List<Site> unit = new ArrayList<>();
    double[] vector = new double[3];
    for (int i = 0; i < sites.size(); i++) {
      if (covered[i]) {
        continue;
      }
      unit.add(sites.get(i));
      for (SymmetryOperation operation : operations) {
        Site image = operation.apply(sites.get(i));
        for (int j = i; j < sites.size(); j++) {
          Site other = sites.get(j);
          if (!covered[j] && other.element().equals(image.element())) {
            double[] d =
                Matrices.row(
                    other.x() - image.x(), other.y() - image.y(), other.z() - image.z(), back);
            covered[j] = vectors.shortest(d[0], d[1], d[2], vector) <= tolerance * tolerance;
          }
        }
      }
    }
    return List.copyOf(unit);
  }
}
