package dev.weir.materials.structure.crystal;

import java.util.Arrays;
import java.util.Locale;

/**
 * The three cell vectors of a crystal, as rows of a 3 by 3 matrix, in Å. A row of fractions times
 * this matrix is a place in Å. Immutable.
 */
public final class Lattice {
  /** Cells flatter than this share of a·b·c have no usable volume. */
  private static final double FLATTEST = 1e-4;

  /** Cells with an edge beyond this are refused, in Å. */
  private static final double LONGEST_ANGSTROM = 1000.0;

  private final double[] rows;

  private Lattice(double[] rows) {
    this.rows = rows;
    double scale = 1.0;
    for (int i = 0; i < 3; i++) {
      double length = length(i);
      if (!(length > 0.0) || length > LONGEST_ANGSTROM) {
        throw new CrystalException(
            "cell edge must lie between 0 and %s Å, was %s".formatted(LONGEST_ANGSTROM, length));
      }
      scale *= length;
    }
    if (!(volume() > FLATTEST * scale)) {
      throw new CrystalException("the cell has no volume: %s Å³".formatted(volume()));
    }
  }

  /**
   * Returns the lattice of three cell vectors.
   *
   * @param rows the nine numbers a_x a_y a_z b_x ... c_z, in Å
   * @throws CrystalException when the cell is flat, not finite or longer than 1000 Å
   */
  public static Lattice ofRows(double... rows) {
    if (rows.length != 9) {
      throw new CrystalException("a lattice has 9 numbers, not " + rows.length);
    }
    return new Lattice(rows.clone());
  }

  /**
   * Returns the lattice of six cell parameters, a along x and b in the xy plane.
   *
   * @param cell a, b, c in Å and alpha, beta, gamma in degrees
   * @throws CrystalException when no cell has these parameters
   */
  public static Lattice ofParameters(double... cell) {
    if (cell.length != 6) {
      throw new CrystalException("a cell has 6 parameters, not " + cell.length);
    }
    double[] cosine = new double[3];
    for (int i = 0; i < 3; i++) {
      double angle = cell[3 + i];
      if (!(angle > 0.0 && angle < 180.0)) {
        throw new CrystalException("cell angle must lie between 0 and 180 °, was " + angle);
      }
      cosine[i] = angle == 90.0 ? 0.0 : Math.cos(Math.toRadians(angle));
    }
    double sineGamma = Math.sqrt(1.0 - cosine[2] * cosine[2]);
    double slant = (cosine[0] - cosine[1] * cosine[2]) / sineGamma;
    double height = 1.0 - cosine[1] * cosine[1] - slant * slant;
    if (!(height > 0.0)) {
      throw new CrystalException(
          "no cell has the angles %s, %s, %s °".formatted(cell[3], cell[4], cell[5]));
    }
    return new Lattice(
        new double[] {
          cell[0],
          0.0,
          0.0,
          cell[1] * cosine[2],
          cell[1] * sineGamma,
          0.0,
          cell[2] * cosine[1],
          cell[2] * slant,
          cell[2] * Math.sqrt(height)
        });
  }

  /** Returns the nine numbers, row by row, in Å. */
  public double[] rows() {
    return rows.clone();
  }

  /** Returns the number in a row and a column, in Å. */
  double at(int row, int column) {
    return rows[3 * row + column];
  }

  /** Returns the length of a cell edge (0 a, 1 b, 2 c), in Å. */
  public double length(int edge) {
    return Math.sqrt(dot(edge, edge));
  }

  /** Returns the angle opposite an edge (0 alpha, 1 beta, 2 gamma), in degrees. */
  public double angle(int opposite) {
    int j = (opposite + 1) % 3;
    int k = (opposite + 2) % 3;
    double cosine = dot(j, k) / (length(j) * length(k));
    return Math.toDegrees(Math.acos(Math.max(-1.0, Math.min(1.0, cosine))));
  }

  /** Returns a, b, c in Å and alpha, beta, gamma in degrees. */
  public double[] parameters() {
    return new double[] {length(0), length(1), length(2), angle(0), angle(1), angle(2)};
  }

  /** Returns the scalar product of two cell edges, in Å². */
  public double dot(int i, int j) {
    return at(i, 0) * at(j, 0) + at(i, 1) * at(j, 1) + at(i, 2) * at(j, 2);
  }

  /** Returns the volume of the cell, in Å³. */
  public double volume() {
    return Math.abs(Matrices.determinant(rows));
  }

  /** Returns the smallest distance between opposite faces of the cell, in Å. */
  public double smallestHeight() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      smallest = Math.min(smallest, height(i));
    }
    return smallest;
  }

  /** Returns the distance between the two faces that an edge (0 a, 1 b, 2 c) joins, in Å. */
  public double height(int edge) {
    int j = (edge + 1) % 3;
    int k = (edge + 2) % 3;
    double x = at(j, 1) * at(k, 2) - at(j, 2) * at(k, 1);
    double y = at(j, 2) * at(k, 0) - at(j, 0) * at(k, 2);
    double z = at(j, 0) * at(k, 1) - at(j, 1) * at(k, 0);
    return volume() / Math.sqrt(x * x + y * y + z * z);
  }

  /** Returns this lattice stretched alike in all directions to a volume, in Å³. */
  public Lattice scaledTo(double volume) {
    if (!(volume > 0.0)) {
      throw new CrystalException("a cell's volume must be positive, was " + volume + " Å³");
    }
    double factor = Math.cbrt(volume / volume());
    return new Lattice(Arrays.stream(rows).map(number -> number * factor).toArray());
  }

  /**
   * Returns the lattice spanned by integer combinations of these vectors.
   *
   * @param transform nine integers; each row gives a new vector
   */
  public Lattice transformed(int... transform) {
    double[] factors = Arrays.stream(transform).asDoubleStream().toArray();
    return new Lattice(Matrices.product(factors, rows));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lattice lattice && Arrays.equals(rows, lattice.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.4f %.4f %.4f Å, %.2f %.2f %.2f °",
        length(0),
        length(1),
        length(2),
        angle(0),
        angle(1),
        angle(2));
  }
}
