package dev.weir.materials.structure.matching;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment of rows to columns.
 *
 * <p>Shortest augmenting paths with potentials (Jonker and Volgenant, Computing 38 (1987) 325),
 * O(n³). Pure.
 */
public final class LinearAssignment {
  private LinearAssignment() {}

  /**
   * Returns for each row the column it gets.
   *
   * @param cost finite costs, as many columns as rows
   */
  public static int[] of(double[][] cost) {
    int n = cost.length;
    double[] rowPotential = new double[n + 1];
    double[] columnPotential = new double[n + 1];
    int[] rowOf = new int[n + 1];
    int[] way = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      rowOf[0] = row;
      int column = 0;
      double[] least = new double[n + 1];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[n + 1];
      while (rowOf[column] != 0) {
        used[column] = true;
        int current = rowOf[column];
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= n; j++) {
          if (!used[j]) {
            double reduced = cost[current - 1][j - 1] - rowPotential[current] - columnPotential[j];
            if (reduced < least[j]) {
              least[j] = reduced;
              way[j] = column;
            }
            if (least[j] < delta) {
              delta = least[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= n; j++) {
          if (used[j]) {
            rowPotential[rowOf[j]] += delta;
            columnPotential[j] -= delta;
          } else {
            least[j] -= delta;
          }
        }
        column = next;
      }
      while (column != 0) {
        int previous = way[column];
        rowOf[column] = rowOf[previous];
        column = previous;
      }
    }
    int[] columnOf = new int[n];
    for (int j = 1; j <= n; j++) {
      columnOf[rowOf[j] - 1] = j - 1;
    }
    return columnOf;
  }
}
