package dev.weir.materials.structure.crystal;

/**
 * The Niggli-reduced cell of a lattice and the integers that lead to it.
 *
 * <p>The procedure of Krivy and Gruber, Acta Cryst. A32 (1976) 297, with the tolerant comparisons
 * of Grosse-Kunstleve, Sauter and Adams, Acta Cryst. A60 (2004) 1. The six numbers are a·a, b·b,
 * c·c, 2b·c, 2a·c and 2a·b; every step is one integer change of basis, collected on the way.
 */
public final class NiggliReduction {
  /**
   * Tolerances of the comparisons as shares of volume to the power 2/3. Cells written with few
   * digits can go round in circles at the first (2004 paper, section 3); then the next is taken.
   */
  private static final double[] TOLERANCES = {1e-5, 1e-4, 1e-3, 1e-2};

  /** No cell needs nearly as many steps; ending here is reported, not hidden. */
  private static final int MOST_STEPS = 100;

  private final Lattice start;
  private final double epsilon;
  private int[] basis = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  private double a;
  private double b;
  private double c;
  private double xi;
  private double eta;
  private double zeta;

  private NiggliReduction(Lattice start, double tolerance) {
    this.start = start;
    this.epsilon = tolerance * Math.pow(start.volume(), 2.0 / 3.0);
    measure();
  }

  /** A reduced cell and the integers that lead to it. Immutable. */
  public static final class Reduced {
    private final Lattice lattice;
    private final int[] transform;

    private Reduced(Lattice lattice, int[] transform) {
      this.lattice = lattice;
      this.transform = transform;
    }

    /** Returns the reduced cell. */
    public Lattice lattice() {
      return lattice;
    }

    /** Returns nine integers, determinant ±1; each row gives a reduced vector in the old ones. */
    public int[] transform() {
      return transform.clone();
    }
  }

  /**
   * Returns the reduced cell.
   *
   * @throws CrystalException when 100 steps at the widest tolerance do not reduce it
   */
  public static Reduced of(Lattice lattice) {
    for (double tolerance : TOLERANCES) {
      NiggliReduction reduction = new NiggliReduction(lattice, tolerance);
      for (int step = 0; step < MOST_STEPS; step++) {
        if (!reduction.step()) {
          return new Reduced(lattice.transformed(reduction.basis), reduction.basis);
        }
      }
    }
    throw new CrystalException("the cell %s cannot be reduced".formatted(lattice));
  }

  /** Takes one round; false when nothing was left to reduce. */
  private boolean step() {
    if (above(a, b) || (same(a, b) && above(Math.abs(xi), Math.abs(eta)))) {
      change(0, -1, 0, -1, 0, 0, 0, 0, -1);
    }
    if (above(b, c) || (same(b, c) && above(Math.abs(eta), Math.abs(zeta)))) {
      change(-1, 0, 0, 0, 0, -1, 0, -1, 0);
      return true;
    }
    signs();
    if (above(Math.abs(xi), b)
        || (same(xi, b) && above(zeta, 2.0 * eta))
        || (same(xi, -b) && above(0.0, zeta))) {
      change(1, 0, 0, 0, 1, 0, 0, -sign(xi), 1);
      return true;
    }
    if (above(Math.abs(eta), a)
        || (same(eta, a) && above(zeta, 2.0 * xi))
        || (same(eta, -a) && above(0.0, zeta))) {
      change(1, 0, 0, 0, 1, 0, -sign(eta), 0, 1);
      return true;
    }
    if (above(Math.abs(zeta), a)
        || (same(zeta, a) && above(eta, 2.0 * xi))
        || (same(zeta, -a) && above(0.0, eta))) {
      change(1, 0, 0, -sign(zeta), 1, 0, 0, 0, 1);
      return true;
    }
    double sum = xi + eta + zeta + a + b;
    if (above(0.0, sum) || (same(sum, 0.0) && above(2.0 * (a + eta) + zeta, 0.0))) {
      change(1, 0, 0, 0, 1, 0, 1, 1, 1);
      return true;
    }
    return false;
  }

  /** Makes the three angles all acute, or all not acute. */
  private void signs() {
    int[] sign = {tolerantSign(xi), tolerantSign(eta), tolerantSign(zeta)};
    int product = sign[0] * sign[1] * sign[2];
    int[] flip = {1, 1, 1};
    if (product > 0) {
      for (int i = 0; i < 3; i++) {
        flip[i] = sign[i] < 0 ? -1 : 1;
      }
    } else {
      int free = -1;
      for (int i = 0; i < 3; i++) {
        flip[i] = sign[i] > 0 ? -1 : 1;
        free = sign[i] == 0 ? i : free;
      }
      if (flip[0] * flip[1] * flip[2] < 0 && free >= 0) {
        flip[free] = -1;
      }
    }
    if (flip[0] != 1 || flip[1] != 1 || flip[2] != 1) {
      change(flip[0], 0, 0, 0, flip[1], 0, 0, 0, flip[2]);
    }
  }

  private void change(int... rows) {
    basis = Matrices.product(rows, basis);
    measure();
  }

  private void measure() {
    double[] now = Matrices.product(Matrices.ofIntegers(basis), start.rows());
    a = dot(now, 0, 0);
    b = dot(now, 1, 1);
    c = dot(now, 2, 2);
    xi = 2.0 * dot(now, 1, 2);
    eta = 2.0 * dot(now, 0, 2);
    zeta = 2.0 * dot(now, 0, 1);
  }

  private static double dot(double[] rows, int i, int j) {
    return rows[3 * i] * rows[3 * j]
        + rows[3 * i + 1] * rows[3 * j + 1]
        + rows[3 * i + 2] * rows[3 * j + 2];
  }

  private boolean above(double left, double right) {
    return left > right + epsilon;
  }

  private boolean same(double left, double right) {
    return Math.abs(left - right) <= epsilon;
  }

  private int tolerantSign(double number) {
    return above(number, 0.0) ? 1 : above(0.0, number) ? -1 : 0;
  }

  private static int sign(double number) {
    return number < 0.0 ? -1 : 1;
  }
}
