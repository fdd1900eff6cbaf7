package dev.weir.materials.structure.crystal;

import java.util.ArrayList;
import java.util.List;

/** The atoms around an atom, periodic images included. Pure. */
public final class Neighbours {
  private Neighbours() {}

  /**
   * An atom beside another.
   *
   * @param from index of the first site
   * @param to index of the second site
   * @param distance in Å
   */
  public record Neighbour(int from, int to, double distance) {}

  /**
   * Returns every pair of atoms within a distance, each pair in both directions, an atom and its
   * own images included.
   *
   * @param cutOff in Å, above 0
   */
  public static List<Neighbour> within(CrystalStructure structure, double cutOff) {
    Lattice cell = structure.lattice();
    int[] reach = new int[3];
    for (int i = 0; i < 3; i++) {
      reach[i] = (int) Math.ceil(cutOff / cell.height(i)) + 1;
    }
    double[] places = structure.places();
    int n = structure.sites().size();
    List<Neighbour> found = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        pair(cell, places, new int[] {i, j}, reach, cutOff, found);
      }
    }
    return found;
  }

  private static void pair(
      Lattice cell,
      double[] places,
      int[] pair,
      int[] reach,
      double cutOff,
      List<Neighbour> found) {
    int i = pair[0];
    int j = pair[1];
    double[] rows = cell.rows();
    double[] difference = new double[3];
    for (int k = 0; k < 3; k++) {
      difference[k] = places[3 * j + k] - places[3 * i + k];
      difference[k] -= Math.rint(difference[k]);
    }
    for (int a = -reach[0]; a <= reach[0]; a++) {
      for (int b = -reach[1]; b <= reach[1]; b++) {
        for (int c = -reach[2]; c <= reach[2]; c++) {
          if (i == j && a == 0 && b == 0 && c == 0) {
            continue;
          }
          double[] vector =
              Matrices.row(difference[0] + a, difference[1] + b, difference[2] + c, rows);
          double distance =
              Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
          if (distance <= cutOff) {
            found.add(new Neighbour(i, j, distance));
          }
        }
      }
    }
  }
}
