package dev.weir.materials.structure;

import dev.weir.materials.formula.Element;

/** Tells structures whose atoms stand too close to each other to be real. Pure. */
public final class BondLengths {
  /**
   * The least share of the summed covalent radii that two atoms keep. Nearly all known stable
   * structures keep more; see docs/benchmarks/structure.md.
   */
  static final double LEAST_SHARE = 0.5;

  /** The radius of an element without a tabulated one, in Å (assumed). */
  private static final double TYPICAL_RADIUS = 1.5;

  private static final double ANGSTROM_PER_PICOMETRE = 0.01;

  private BondLengths() {}

  /** Tells whether every pair of atoms keeps its distance. */
  public static boolean areSound(CrystalStructure structure) {
    return smallestShare(structure) >= LEAST_SHARE;
  }

  /**
   * Returns the smallest distance of two atoms as a share of the sum of their covalent radii,
   * images included; only pairs below 1 are searched for beyond the nearest image.
   */
  static double smallestShare(CrystalStructure structure) {
    CrystalStructure reduced = structure.reduced();
    PeriodicVectors vectors = new PeriodicVectors(reduced.lattice());
    double[] places = reduced.places();
    int n = reduced.sites().size();
    double[] radii = new double[n];
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      radii[i] = radius(reduced.sites().get(i).element());
      smallest = Math.min(smallest, reduced.lattice().length(0) / (2.0 * radii[i]));
    }
    double[] vector = new double[3];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double squared =
            vectors.shortest(
                places[3 * i] - places[3 * j],
                places[3 * i + 1] - places[3 * j + 1],
                places[3 * i + 2] - places[3 * j + 2],
                vector);
        smallest = Math.min(smallest, Math.sqrt(squared) / (radii[i] + radii[j]));
      }
    }
    return smallest;
  }

  private static double radius(Element element) {
    return element.covalentRadius().isPresent()
        ? element.covalentRadius().getAsDouble() * ANGSTROM_PER_PICOMETRE
        : TYPICAL_RADIUS;
  }
}
