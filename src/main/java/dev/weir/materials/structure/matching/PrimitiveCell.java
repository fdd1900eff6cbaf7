package dev.weir.materials.structure.matching;

import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.crystal.NiggliReduction;
import dev.weir.materials.structure.crystal.PeriodicVectors;
import dev.weir.materials.structure.crystal.Site;
import dev.weir.materials.structure.symmetry.SymmetrySearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The smallest cell that repeats to the same crystal, Niggli-reduced. Pure. */
public final class PrimitiveCell {
  /** Volumes are told apart at this share of the smallest cell. */
  private static final double VOLUME_SHARE = 1e-3;

  private PrimitiveCell() {}

  /**
   * Returns the primitive, reduced description.
   *
   * @param tolerance how far atoms may lie from the places of a smaller cell, in Å
   */
  public static CrystalStructure of(CrystalStructure structure, double tolerance) {
    List<double[]> translations = SymmetrySearch.translations(structure, tolerance);
    CrystalStructure reduced = structure.reduced();
    int cells = translations.size();
    if (cells <= 1 || reduced.sites().size() % cells != 0) {
      return reduced;
    }
    double[] transform = basis(reduced.lattice(), translations);
    Lattice cell = Lattice.ofRows(Matrices.product(transform, reduced.lattice().rows()));
    List<Site> kept = distinct(reduced.inCell(cell, transform), 2.0 * tolerance);
    if (kept.size() * cells != reduced.sites().size()) {
      return reduced;
    }
    return new CrystalStructure(cell, kept).reduced();
  }

  /** Returns three vectors, as fractions row by row, that span all translations. */
  private static double[] basis(Lattice lattice, List<double[]> translations) {
    List<double[]> vectors = new ArrayList<>();
    for (double[] translation : translations) {
      for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
          for (int k = -1; k <= 1; k++) {
            vectors.add(
                new double[] {
                  translation[0] - Math.rint(translation[0]) + i,
                  translation[1] - Math.rint(translation[1]) + j,
                  translation[2] - Math.rint(translation[2]) + k
                });
          }
        }
      }
    }
    vectors.sort(Comparator.comparingDouble(v -> length(lattice, v)));
    double wanted = 1.0 / translations.size();
    for (int c = 2; c < vectors.size(); c++) {
      for (int b = 1; b < c; b++) {
        for (int a = 0; a < b; a++) {
          double[] rows = rows(vectors.get(a), vectors.get(b), vectors.get(c));
          if (Math.abs(Math.abs(Matrices.determinant(rows)) - wanted) < VOLUME_SHARE * wanted) {
            return rows;
          }
        }
      }
    }
    return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
  }

  private static double[] rows(double[] a, double[] b, double[] c) {
    return new double[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]};
  }

  private static double length(Lattice lattice, double[] v) {
    double[] place = Matrices.row(v[0], v[1], v[2], lattice.rows());
    return Math.hypot(Math.hypot(place[0], place[1]), place[2]);
  }

  private static List<Site> distinct(CrystalStructure structure, double tolerance) {
    NiggliReduction.Reduced niggli = NiggliReduction.of(structure.lattice());
    double[] back = Matrices.inverse(Matrices.ofIntegers(niggli.transform()));
    PeriodicVectors vectors = new PeriodicVectors(niggli.lattice());
    double[] vector = new double[3];
    List<Site> kept = new ArrayList<>();
    for (Site site : structure.sites()) {
      boolean isNew = true;
      for (Site other : kept) {
        double[] d =
            Matrices.row(site.x() - other.x(), site.y() - other.y(), site.z() - other.z(), back);
        isNew &=
            !site.element().equals(other.element())
                || vectors.shortest(d[0], d[1], d[2], vector) > tolerance * tolerance;
      }
      if (isNew) {
        kept.add(site);
      }
    }
    return kept;
  }
}
