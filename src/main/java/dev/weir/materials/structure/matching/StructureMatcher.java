package dev.weir.materials.structure.matching;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import dev.weir.materials.structure.crystal.Matrices;
import dev.weir.materials.structure.crystal.PeriodicVectors;
import dev.weir.materials.structure.crystal.Site;
import dev.weir.materials.structure.symmetry.SymmetrySearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether two structures are the same crystal within tolerances, whatever their cells,
 * origins, orientations, handedness and volumes.
 *
 * <p>Both are brought to their primitive reduced cells and to one volume per atom. Every set of
 * lattice vectors of the second that resembles the cell of the first is tried; for each, the atoms
 * of the rarest element give the candidate origins; atoms are paired element by element at least
 * total squared distance in the averaged cell, the mean displacement is taken off, and distances
 * are counted in units of (volume per atom)^(1/3). The idea, the order of steps and the meaning of
 * the three tolerances are those of the structure matcher of pymatgen (Ong et al., Comput. Mater.
 * Sci. 68 (2013) 314); like its {@code fit}, {@link #matches} asks the <em>largest</em>
 * displacement to lie within the site tolerance. Immutable.
 *
 * @param lengthTolerance by which share cell edges may differ, usually 0.2
 * @param siteTolerance displacement in units of (volume per atom)^(1/3), usually 0.3
 * @param angleTolerance by how much cell angles may differ, in degrees, usually 5
 */
public record StructureMatcher(
    double lengthTolerance, double siteTolerance, double angleTolerance) {
  /** The tolerances that published success rates use. */
  public static final StructureMatcher USUAL = new StructureMatcher(0.2, 0.3, 5.0);

  /** How far atoms may lie from a smaller cell's places, in Å; pymatgen's default (assumed). */
  private static final double PRIMITIVE_TOLERANCE = 0.25;

  /** Stands for a pair that may not be formed, beyond every squared distance. */
  private static final double FORBIDDEN = 1e6;

  /** Rejects tolerances that are not positive. */
  public StructureMatcher {
    if (!(lengthTolerance > 0.0 && siteTolerance > 0.0 && angleTolerance > 0.0)) {
      throw new CrystalException("matching tolerances must be above 0");
    }
  }

  /**
   * How far two matched structures lie apart, in units of (volume per atom)^(1/3).
   *
   * @param rootMeanSquare of the displacements
   * @param largest of the displacements
   */
  public record Match(double rootMeanSquare, double largest) {}

  /** A structure made ready for comparisons: primitive, reduced, one Å³ per atom. */
  public static final class Prepared {
    private final Lattice lattice;
    private final double[] places;
    private final int[] species;

    private Prepared(CrystalStructure structure) {
      this.lattice = structure.lattice();
      this.places = structure.places();
      this.species = structure.species();
    }

    /** Returns how many atoms the primitive cell holds. */
    public int size() {
      return species.length;
    }
  }

  /** Returns a structure made ready; worth it for one that is compared more than once. */
  public static Prepared prepare(CrystalStructure structure) {
    CrystalStructure primitive = PrimitiveCell.of(structure, PRIMITIVE_TOLERANCE);
    List<Site> ordered =
        primitive.sites().stream().sorted(Comparator.comparing(Site::element)).toList();
    return new Prepared(
        new CrystalStructure(primitive.lattice().scaledTo(ordered.size()), ordered));
  }

  /** Tells whether the structures match. */
  public boolean matches(CrystalStructure one, CrystalStructure other) {
    return matches(prepare(one), prepare(other));
  }

  /** Tells whether the structures match: the largest displacement is within the tolerance. */
  public boolean matches(Prepared one, Prepared other) {
    return best(one, other, true).filter(match -> match.largest() <= siteTolerance).isPresent();
  }

  /**
   * Returns the pairing with the least root mean square that was found, if the lattices and the
   * elements allow one whose root mean square is within the site tolerance.
   */
  public Optional<Match> compare(CrystalStructure one, CrystalStructure other) {
    return best(prepare(one), prepare(other), false)
        .filter(match -> match.rootMeanSquare() <= siteTolerance);
  }

  private Optional<Match> best(Prepared one, Prepared other, boolean firstWillDo) {
    if (!Arrays.equals(one.species, other.species)) {
      return Optional.empty();
    }
    Match best = new Match(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (int[] mapping : mappings(one.lattice, other.lattice)) {
      Pairing pairing = new Pairing(one, other, mapping, 2.0 * siteTolerance);
      best = pairing.best(best, firstWillDo ? siteTolerance : -1.0);
      if (firstWillDo && best.largest() <= siteTolerance) {
        return Optional.of(best);
      }
    }
    return Double.isFinite(best.largest()) ? Optional.of(best) : Optional.empty();
  }

  /** Returns the sets of vectors of the second lattice that resemble the cell of the first. */
  private List<int[]> mappings(Lattice target, Lattice source) {
    double longest = 0.0;
    for (int i = 0; i < 3; i++) {
      longest = Math.max(longest, target.length(i) * (1.0 + lengthTolerance));
    }
    List<List<int[]>> alike = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int[] reach = new int[3];
    for (int i = 0; i < 3; i++) {
      reach[i] = (int) Math.floor(longest / source.height(i));
    }
    for (int i = -reach[0]; i <= reach[0]; i++) {
      for (int j = -reach[1]; j <= reach[1]; j++) {
        for (int k = -reach[2]; k <= reach[2]; k++) {
          double length = length(Matrices.row(i, j, k, source.rows()));
          for (int edge = 0; edge < 3; edge++) {
            double ratio = length / target.length(edge);
            if (ratio < 1.0 + lengthTolerance && ratio > 1.0 / (1.0 + lengthTolerance)) {
              alike.get(edge).add(new int[] {i, j, k});
            }
          }
        }
      }
    }
    List<int[]> mappings = new ArrayList<>();
    for (int[] a : alike.get(0)) {
      for (int[] b : alike.get(1)) {
        if (angleDiffers(source, a, b, target.angle(2))) {
          continue;
        }
        for (int[] c : alike.get(2)) {
          int[] rows = {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]};
          if (Math.abs(Matrices.determinant(rows)) == 1
              && !angleDiffers(source, a, c, target.angle(1))
              && !angleDiffers(source, b, c, target.angle(0))) {
            mappings.add(rows);
          }
        }
      }
    }
    return mappings;
  }

  private boolean angleDiffers(Lattice lattice, int[] one, int[] other, double wanted) {
    double[] u = Matrices.row(one[0], one[1], one[2], lattice.rows());
    double[] v = Matrices.row(other[0], other[1], other[2], lattice.rows());
    double cosine = (u[0] * v[0] + u[1] * v[1] + u[2] * v[2]) / (length(u) * length(v));
    double angle = Math.toDegrees(Math.acos(Math.max(-1.0, Math.min(1.0, cosine))));
    return !(Math.abs(angle - wanted) < angleTolerance);
  }

  private static double length(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }

  /** The atoms of two structures in one averaged cell. Used by one thread. */
  private static final class Pairing {
    private final Prepared one;
    private final double[] moved;
    private final PeriodicVectors vectors;
    private final double unit;
    private final double reach;
    private final double[] vector = new double[3];

    Pairing(Prepared one, Prepared other, int[] mapping, double reach) {
      this.one = one;
      double[] mine = one.lattice.parameters();
      double[] theirs = other.lattice.transformed(mapping).parameters();
      for (int i = 0; i < 6; i++) {
        mine[i] = (mine[i] + theirs[i]) / 2.0;
      }
      Lattice average = Lattice.ofParameters(mine);
      this.vectors = new PeriodicVectors(average);
      this.unit = Math.cbrt(average.volume() / one.size());
      this.reach = reach * unit;
      double[] back = Matrices.inverse(Matrices.ofIntegers(mapping));
      this.moved = new double[other.places.length];
      for (int i = 0; i < other.size(); i++) {
        double[] place =
            Matrices.row(
                other.places[3 * i], other.places[3 * i + 1], other.places[3 * i + 2], back);
        System.arraycopy(place, 0, moved, 3 * i, 3);
      }
    }

    /** Returns the better of a match and what the origins give; stops when one is good enough. */
    Match best(Match soFar, double goodEnough) {
      int rarest = SymmetrySearch.rarest(one.species);
      Match best = soFar;
      double[] shift = new double[3];
      for (int j = 0; j < one.size(); j++) {
        if (one.species[j] == one.species[rarest]) {
          for (int i = 0; i < 3; i++) {
            shift[i] = one.places[3 * rarest + i] - moved[3 * j + i];
          }
          Match match = pair(shift);
          if (match.rootMeanSquare() < best.rootMeanSquare()) {
            best = match;
          }
          if (match.largest() <= goodEnough) {
            return match;
          }
        }
      }
      return best;
    }

    private Match pair(double[] shift) {
      int n = one.size();
      double[] apart = new double[3 * n];
      int start = 0;
      while (start < n) {
        int end = start;
        while (end < n && one.species[end] == one.species[start]) {
          end++;
        }
        if (!pair(shift, start, end, apart)) {
          return new Match(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        start = end;
      }
      double[] mean = new double[3];
      for (int i = 0; i < 3 * n; i++) {
        mean[i % 3] += apart[i] / n;
      }
      double sum = 0.0;
      double largest = 0.0;
      for (int i = 0; i < n; i++) {
        double x = apart[3 * i] - mean[0];
        double y = apart[3 * i + 1] - mean[1];
        double z = apart[3 * i + 2] - mean[2];
        double squared = x * x + y * y + z * z;
        sum += squared;
        largest = Math.max(largest, squared);
      }
      return new Match(Math.sqrt(sum / n) / unit, Math.sqrt(largest) / unit);
    }

    /** Pairs the atoms of one element; false when some have no partner within reach. */
    private boolean pair(double[] shift, int start, int end, double[] apart) {
      int size = end - start;
      double[][] cost = new double[size][size];
      for (int i = 0; i < size; i++) {
        boolean alone = true;
        for (int j = 0; j < size; j++) {
          double squared = between(start + i, start + j, shift);
          boolean near = squared <= reach * reach;
          cost[i][j] = near ? squared : FORBIDDEN;
          alone &= !near;
        }
        if (alone) {
          return false;
        }
      }
      int[] partners = LinearAssignment.of(cost);
      for (int i = 0; i < size; i++) {
        if (cost[i][partners[i]] >= FORBIDDEN) {
          return false;
        }
        between(start + i, start + partners[i], shift);
        System.arraycopy(vector, 0, apart, 3 * (start + i), 3);
      }
      return true;
    }

    private double between(int mine, int theirs, double[] shift) {
      return vectors.shortest(
          moved[3 * theirs] + shift[0] - one.places[3 * mine],
          moved[3 * theirs + 1] + shift[1] - one.places[3 * mine + 1],
          moved[3 * theirs + 2] + shift[2] - one.places[3 * mine + 2],
          vector);
    }
  }
}
