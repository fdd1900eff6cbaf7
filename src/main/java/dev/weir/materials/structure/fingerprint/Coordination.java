package dev.weir.materials.structure.fingerprint;

import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.crystal.CrystalStructure;
import dev.weir.materials.structure.crystal.Lattice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many neighbours an atom has: a probability for each number, and the neighbours that make it
 * up. Immutable.
 *
 * <p>A neighbour weighs the solid angle of its Voronoi face, times solid angle by area so that open
 * structures are not misjudged, over the largest such weight. Neighbours of one weight come
 * together; the probability that exactly those down to a weight count is the part of a quarter
 * circle between that weight and the next. Geometry alone: neither radii nor electronegativities.
 * Pan et al., Inorg. Chem. 60 (2021) 1590 (CrystalNN); details as in pymatgen with {@code
 * distance_cutoffs=None, x_diff_weight=0}.
 */
final class Coordination {
  /** Neighbours are looked for within this distance first, in Å. */
  private static final double FIRST_REACH = 7.0;

  /** How often the distance is doubled before a site is given up. */
  private static final int MOST_DOUBLINGS = 10;

  /** Weights are told apart at this step. */
  private static final double STEPS = 1000.0;

  private final double[] vectors;
  private final int[] numbers;
  private final double[] probabilities;

  private Coordination(double[] vectors, int[] numbers, double[] probabilities) {
    this.vectors = vectors;
    this.numbers = numbers;
    this.probabilities = probabilities;
  }

  /**
   * Returns the coordination of one site of a structure.
   *
   * @throws CrystalException when its neighbours do not enclose it, however far they are looked for
   */
  static Coordination of(CrystalStructure reduced, int site) {
    return new Surroundings(reduced).coordination(site);
  }

  /** Returns how many numbers of neighbours have a probability. */
  int size() {
    return numbers.length;
  }

  /** Returns a number of neighbours. */
  int number(int at) {
    return numbers[at];
  }

  /** Returns its probability, 0 to 1. */
  double probability(int at) {
    return probabilities[at];
  }

  /** Returns the directions to the heaviest neighbours. */
  BondDirections bonds(int count) {
    return new BondDirections(vectors, count);
  }

  /** The sites of one structure, made ready to be looked around from. Owned by one thread. */
  static final class Surroundings {
    private final Lattice cell;
    private final double[] rows;
    private final double[] places;
    private final int sites;

    /** Makes a structure ready; a reduced cell is the quickest. */
    Surroundings(CrystalStructure structure) {
      this.cell = structure.lattice();
      this.rows = cell.rows();
      this.places = structure.places();
      this.sites = structure.sites().size();
    }

    Coordination coordination(int site) {
      double reach = FIRST_REACH;
      for (int i = 0; i < MOST_DOUBLINGS; i++) {
        double[] around = within(site, reach);
        List<VoronoiCell.Face> faces = VoronoiCell.faces(around, around.length / 3);
        if (!faces.isEmpty()) {
          return weighed(around, faces);
        }
        reach *= 2.0;
      }
      throw new CrystalException(
          "site %d has no Voronoi cell within %.0f Å".formatted(site + 1, reach / 2.0));
    }

    /** Returns the vectors to all atoms within a distance, the nearest first. */
    private double[] within(int site, double reach) {
      record Near(double x, double y, double z, double squared) {}
      List<Near> near = new ArrayList<>();
      int[] far = new int[3];
      for (int i = 0; i < 3; i++) {
        far[i] = (int) Math.floor(reach / cell.height(i) + 0.5);
      }
      double[] d = new double[3];
      for (int j = 0; j < sites; j++) {
        for (int k = 0; k < 3; k++) {
          d[k] = places[3 * j + k] - places[3 * site + k];
          d[k] -= Math.rint(d[k]);
        }
        for (int a = -far[0]; a <= far[0]; a++) {
          for (int b = -far[1]; b <= far[1]; b++) {
            for (int c = -far[2]; c <= far[2]; c++) {
              double u = d[0] + a;
              double v = d[1] + b;
              double w = d[2] + c;
              double x = u * rows[0] + v * rows[3] + w * rows[6];
              double y = u * rows[1] + v * rows[4] + w * rows[7];
              double z = u * rows[2] + v * rows[5] + w * rows[8];
              double squared = x * x + y * y + z * z;
              boolean isItself = j == site && a == 0 && b == 0 && c == 0;
              if (squared <= reach * reach && !isItself) {
                near.add(new Near(x, y, z, squared));
              }
            }
          }
        }
      }
      near.sort(Comparator.comparingDouble(Near::squared));
      double[] vectors = new double[3 * near.size()];
      for (int i = 0; i < near.size(); i++) {
        vectors[3 * i] = near.get(i).x;
        vectors[3 * i + 1] = near.get(i).y;
        vectors[3 * i + 2] = near.get(i).z;
      }
      return vectors;
    }

    private static Coordination weighed(double[] around, List<VoronoiCell.Face> faces) {
      record Weighed(VoronoiCell.Face face, double weight) {}
      double most = faces.stream().mapToDouble(face -> weight(face)).max().orElse(1.0);
      List<Weighed> heaviest =
          faces.stream()
              .map(face -> new Weighed(face, Math.rint(STEPS * weight(face) / most) / STEPS))
              .filter(one -> one.weight > 0.0)
              .sorted(
                  Comparator.comparingDouble(Weighed::weight)
                      .reversed()
                      .thenComparingInt(one -> one.face.neighbour()))
              .toList();
      double[] vectors = new double[3 * heaviest.size()];
      int[] numbers = new int[heaviest.size()];
      double[] probabilities = new double[heaviest.size()];
      int count = 0;
      for (int i = 0; i < heaviest.size(); i++) {
        System.arraycopy(around, 3 * heaviest.get(i).face.neighbour(), vectors, 3 * i, 3);
        double next = i + 1 < heaviest.size() ? heaviest.get(i + 1).weight : 0.0;
        if (next < heaviest.get(i).weight) {
          numbers[count] = i + 1;
          probabilities[count++] = quarter(heaviest.get(i).weight) - quarter(next);
        }
      }
      return new Coordination(
          vectors, Arrays.copyOf(numbers, count), Arrays.copyOf(probabilities, count));
    }

    private static double weight(VoronoiCell.Face face) {
      return face.solidAngle() * face.solidAngle() / face.area();
    }
  }

  /** Returns the share of a quarter circle of radius 1 that lies left of x. */
  private static double quarter(double x) {
    return 2.0 / Math.PI * (x * Math.sqrt(Math.max(0.0, 1.0 - x * x)) + Math.asin(x));
  }
}
