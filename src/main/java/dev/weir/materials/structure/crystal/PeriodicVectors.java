package dev.weir.materials.structure.crystal;

/**
 * Shortest vectors between places of a periodic cell.
 *
 * <p>In a reduced cell the shortest image of a wrapped difference is it or one of its 26
 * neighbours. A wrapped difference shorter than half the smallest height of the cell is itself the
 * shortest, which spares the search for nearly all pairs of interest.
 */
public final class PeriodicVectors {
  private final double[] rows;
  private final double[] images = new double[27 * 3];
  private final double safeSquared;

  /** Prepares a cell, which must be reduced or nearly so. */
  public PeriodicVectors(Lattice reduced) {
    this.rows = reduced.rows();
    double half = reduced.smallestHeight() / 2.0;
    this.safeSquared = half * half;
    int at = 0;
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        for (int k = -1; k <= 1; k++) {
          double[] image = Matrices.row(i, j, k, rows);
          System.arraycopy(image, 0, images, at, 3);
          at += 3;
        }
      }
    }
  }

  /**
   * Writes the shortest vector of a difference of fractions, in Å, and returns its squared length.
   */
  public double shortest(double x, double y, double z, double[] vector) {
    double u = x - Math.rint(x);
    double v = y - Math.rint(y);
    double w = z - Math.rint(z);
    double cx = u * rows[0] + v * rows[3] + w * rows[6];
    double cy = u * rows[1] + v * rows[4] + w * rows[7];
    double cz = u * rows[2] + v * rows[5] + w * rows[8];
    double best = cx * cx + cy * cy + cz * cz;
    int chosen = 13;
    if (best > safeSquared) {
      for (int i = 0; i < 27; i++) {
        double ix = cx + images[3 * i];
        double iy = cy + images[3 * i + 1];
        double iz = cz + images[3 * i + 2];
        double squared = ix * ix + iy * iy + iz * iz;
        if (squared < best) {
          best = squared;
          chosen = i;
        }
      }
    }
    vector[0] = cx + images[3 * chosen];
    vector[1] = cy + images[3 * chosen + 1];
    vector[2] = cz + images[3 * chosen + 2];
    return best;
  }
}
