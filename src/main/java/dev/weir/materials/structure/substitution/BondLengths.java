package dev.weir.materials.structure.substitution;

import dev.weir.materials.formula.Element;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.NearestPairs;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;

/**
 * How long bonds between two elements are in a library, as shares of their summed covalent radii,
 * and how far a structure departs from that. Immutable.
 */
public final class BondLengths {
  /**
   * The least share of the summed covalent radii that two atoms keep. Nearly all known stable
   * structures keep more; see docs/benchmarks/structure.md.
   */
  public static final double LEAST_SHARE = 0.5;

  /** The radius of an element without a tabulated one, in Å (assumed). */
  private static final double TYPICAL_RADIUS = 1.5;

  private static final double ANGSTROM_PER_PICOMETRE = 0.01;

  /** Atoms of two elements that stay further apart than this share are not bonded. */
  private static final double BONDED_SHARE = 1.3;

  /** The logarithm of the share that pairs without evidence have, and its weight in structures. */
  private static final double TYPICAL_LOG = Math.log(1.05);

  private static final double PULL = 2.0;
  private static final int WIDTH = Element.LAST + 1;

  private final double[] logs;

  private BondLengths(double[] logs) {
    this.logs = logs;
  }

  /** Measures the bonds of a library. */
  public static BondLengths of(TemplateLibrary library) {
    double[] sums = new double[WIDTH * WIDTH];
    double[] counts = new double[WIDTH * WIDTH];
    for (StructureEntry entry : library.entries()) {
      NearestPairs pairs = entry.nearestPairs();
      for (int i = 0; i < pairs.size(); i++) {
        for (int j = 0; j < pairs.size(); j++) {
          double share = share(pairs, i, j);
          if (share < BONDED_SHARE) {
            sums[pairs.element(i) * WIDTH + pairs.element(j)] += Math.log(share);
            counts[pairs.element(i) * WIDTH + pairs.element(j)]++;
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (sums[i] + PULL * TYPICAL_LOG) / (counts[i] + PULL);
    }
    return new BondLengths(sums);
  }

  /**
   * How far a structure's bonds depart from those of the library.
   *
   * @param closest the least distance of two atoms as a share of their summed covalent radii
   * @param shortest logarithm of the shortest bond over its usual length; strongly negative when
   *     atoms are squeezed
   * @param loosest the same of the shortest bond of the element whose shortest is the longest;
   *     strongly positive when an element rattles in its place
   */
  public record Strain(double closest, double shortest, double loosest) {}

  /** Returns the strain of a structure. */
  public Strain strain(CrystalStructure structure) {
    NearestPairs pairs = NearestPairs.of(structure);
    double closest = Double.POSITIVE_INFINITY;
    double shortest = Double.POSITIVE_INFINITY;
    double loosest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < pairs.size(); i++) {
      double tightest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < pairs.size(); j++) {
        double share = share(pairs, i, j);
        closest = Math.min(closest, share);
        tightest =
            Math.min(tightest, Math.log(share) - logs[pairs.element(i) * WIDTH + pairs.element(j)]);
      }
      shortest = Math.min(shortest, tightest);
      loosest = Math.max(loosest, tightest);
    }
    return new Strain(closest, shortest, loosest);
  }

  /** Tells whether every pair of atoms keeps its distance. */
  public static boolean areSound(CrystalStructure structure) {
    return smallestShare(structure) >= LEAST_SHARE;
  }

  /** Returns the smallest distance of two atoms as a share of the sum of their covalent radii. */
  static double smallestShare(CrystalStructure structure) {
    NearestPairs pairs = NearestPairs.of(structure);
    double closest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < pairs.size(); i++) {
      for (int j = 0; j < pairs.size(); j++) {
        closest = Math.min(closest, share(pairs, i, j));
      }
    }
    return closest;
  }

  private static double share(NearestPairs pairs, int i, int j) {
    return pairs.distance(i, j)
        / (radius(Element.of(pairs.element(i))) + radius(Element.of(pairs.element(j))));
  }

  private static double radius(Element element) {
    return element.covalentRadius().isPresent()
        ? element.covalentRadius().getAsDouble() * ANGSTROM_PER_PICOMETRE
        : TYPICAL_RADIUS;
  }
}
