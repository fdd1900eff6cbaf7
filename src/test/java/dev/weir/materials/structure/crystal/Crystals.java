package dev.weir.materials.structure.crystal;

import dev.weir.materials.formula.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Well-known crystals for the tests; lattice constants from standard tables, rounded. */
public final class Crystals {
  private Crystals() {}

  public static CrystalStructure of(double[] cell, Object... atoms) {
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < atoms.length; i += 4) {
      sites.add(
          new Site(
              Element.of((String) atoms[i]),
              ((Number) atoms[i + 1]).doubleValue(),
              ((Number) atoms[i + 2]).doubleValue(),
              ((Number) atoms[i + 3]).doubleValue()));
    }
    return new CrystalStructure(Lattice.ofParameters(cell), sites);
  }

  /** Rock salt in its cubic cell of eight atoms. */
  public static CrystalStructure rockSalt(String cation, String anion, double edge) {
    return of(
        new double[] {edge, edge, edge, 90, 90, 90},
        cation,
        0,
        0,
        0,
        cation,
        0,
        0.5,
        0.5,
        cation,
        0.5,
        0,
        0.5,
        cation,
        0.5,
        0.5,
        0,
        anion,
        0.5,
        0,
        0,
        anion,
        0,
        0.5,
        0,
        anion,
        0,
        0,
        0.5,
        anion,
        0.5,
        0.5,
        0.5);
  }

  /** The cubic perovskite, five atoms. */
  public static CrystalStructure perovskite(String a, String b, String x, double edge) {
    return of(
        new double[] {edge, edge, edge, 90, 90, 90},
        a,
        0,
        0,
        0,
        b,
        0.5,
        0.5,
        0.5,
        x,
        0.5,
        0.5,
        0,
        x,
        0.5,
        0,
        0.5,
        x,
        0,
        0.5,
        0.5);
  }

  /** Wurtzite zinc oxide, four atoms. */
  public static CrystalStructure wurtzite() {
    return of(
        new double[] {3.25, 3.25, 5.21, 90, 90, 120},
        "Zn",
        1.0 / 3,
        2.0 / 3,
        0,
        "Zn",
        2.0 / 3,
        1.0 / 3,
        0.5,
        "O",
        1.0 / 3,
        2.0 / 3,
        0.382,
        "O",
        2.0 / 3,
        1.0 / 3,
        0.882);
  }

  /** Sphalerite with the ions of zinc oxide, two atoms. */
  public static CrystalStructure sphalerite() {
    return of(new double[] {3.27, 3.27, 3.27, 60, 60, 60}, "Zn", 0, 0, 0, "O", 0.25, 0.25, 0.25);
  }

  /** Displaces every atom by at most a length in Å. */
  public static CrystalStructure rattled(
      CrystalStructure structure, double most, SplittableRandom random) {
    double[] back = Matrices.inverse(structure.lattice().rows());
    List<Site> moved = new ArrayList<>();
    for (Site site : structure.sites()) {
      double[] step = new double[3];
      for (int i = 0; i < 3; i++) {
        step[i] = (2.0 * random.nextDouble() - 1.0) * most / Math.sqrt(3.0);
      }
      double[] d = Matrices.row(step[0], step[1], step[2], back);
      moved.add(new Site(site.element(), site.x() + d[0], site.y() + d[1], site.z() + d[2]));
    }
    return new CrystalStructure(structure.lattice(), moved);
  }

  /** Returns a unimodular matrix of small integers. */
  public static int[] unimodular(SplittableRandom random) {
    int[] rows = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    for (int step = 0; step < 4; step++) {
      int i = random.nextInt(3);
      int j = (i + 1 + random.nextInt(2)) % 3;
      int[] shear = {1, 0, 0, 0, 1, 0, 0, 0, 1};
      shear[3 * i + j] = random.nextBoolean() ? 1 : -1;
      rows = Matrices.product(shear, rows);
    }
    return rows;
  }
}
