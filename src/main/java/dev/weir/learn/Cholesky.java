package dev.weir.learn;

/**
 * The lower Cholesky factor L of a symmetric positive definite matrix, L L' = K + jitter.
 * Immutable.
 *
 * <p>Covariances of near or repeated points are singular to rounding, so a ladder of jitters is
 * tried on the diagonal, each relative to the mean of the diagonal, from none to {@code 1e-4}; the
 * smallest that works is kept.
 *
 * <p>The factor is kept by rows and by columns, so that every inner loop adds a multiple of one
 * contiguous row to another: such loops become vector instructions, while sums of products may not
 * be reordered. Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.2.2 (outer products).
 */
public final class Cholesky {
  private static final double[] JITTER_LADDER = {0.0, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4};

  /** A pivot smaller than this share of its diagonal is rounding. */
  private static final double LEAST_PIVOT = 1e-14;

  private final int size;
  private final double[] lower;
  private final double[] upper;
  private final double jitter;

  private Cholesky(int size, double[] lower, double[] upper, double jitter) {
    this.size = size;
    this.lower = lower;
    this.upper = upper;
    this.jitter = jitter;
  }

  /**
   * Factorises a matrix.
   *
   * @param matrix symmetric, row by row, {@code size * size} long; not changed
   * @throws ArithmeticException when it is not positive definite even with the last jitter
   */
  public static Cholesky of(double[] matrix, int size) {
    double meanDiagonal = 0.0;
    for (int i = 0; i < size; i++) {
      meanDiagonal += matrix[i * size + i] / size;
    }
    for (double relative : JITTER_LADDER) {
      double[] upper = matrix.clone();
      double jitter = relative * meanDiagonal;
      for (int i = 0; i < size; i++) {
        upper[i * size + i] += jitter;
      }
      if (isFactorised(upper, size)) {
        return new Cholesky(size, transposed(upper, size), upper, jitter);
      }
    }
    throw new ArithmeticException(
        "a covariance of "
            + size
            + " points is not positive definite, even with a jitter of 1e-4 of its diagonal");
  }

  /** Overwrites the upper triangle with L'; tells whether the matrix is positive definite. */
  private static boolean isFactorised(double[] upper, int size) {
    double[] least = new double[size];
    for (int k = 0; k < size; k++) {
      least[k] = LEAST_PIVOT * upper[k * size + k];
    }
    for (int k = 0; k < size; k++) {
      double pivot = upper[k * size + k];
      if (!(pivot > least[k])) {
        return false;
      }
      double scale = 1.0 / Math.sqrt(pivot);
      for (int j = k; j < size; j++) {
        upper[k * size + j] *= scale;
      }
      for (int i = k + 1; i < size; i++) {
        addMultiple(upper, i * size + i, -upper[k * size + i], upper, k * size + i, size - i);
      }
    }
    return true;
  }

  private static double[] transposed(double[] upper, int size) {
    double[] lower = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        lower[j * size + i] = upper[i * size + j];
      }
    }
    return lower;
  }

  /** Adds a multiple of one stretch to another. */
  private static void addMultiple(
      double[] target, int at, double factor, double[] source, int from, int count) {
    for (int j = 0; j < count; j++) {
      target[at + j] += factor * source[from + j];
    }
  }

  /** Returns what was added to the diagonal. */
  public double jitter() {
    return jitter;
  }

  /** Overwrites b with the solution of L x = b. */
  public void solveLower(double[] b) {
    for (int k = 0; k < size; k++) {
      double x = b[k] / upper[k * size + k];
      b[k] = x;
      addMultiple(b, k + 1, -x, upper, k * size + k + 1, size - k - 1);
    }
  }

  /** Overwrites b with the solution of L' x = b. */
  public void solveUpper(double[] b) {
    for (int k = size - 1; k >= 0; k--) {
      double x = b[k] / lower[k * size + k];
      b[k] = x;
      addMultiple(b, 0, -x, lower, k * size, k);
    }
  }

  /** Overwrites b with the solution of (L L') x = b. */
  public void solve(double[] b) {
    solveLower(b);
    solveUpper(b);
  }

  /** Returns L z. */
  public double[] timesLower(double[] z) {
    double[] product = new double[size];
    for (int k = 0; k < size; k++) {
      addMultiple(product, k, z[k], upper, k * size + k, size - k);
    }
    return product;
  }

  /** Returns the logarithm of the determinant of L L'. */
  public double logDeterminant() {
    double sum = 0.0;
    for (int i = 0; i < size; i++) {
      sum += StrictMath.log(lower[i * size + i]);
    }
    return 2.0 * sum;
  }

  /** Returns the inverse of L L', row by row. */
  public double[] inverse() {
    double[] inverseLower = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        addMultiple(inverseLower, i * size, -lower[i * size + k], inverseLower, k * size, k + 1);
      }
      double scale = 1.0 / lower[i * size + i];
      inverseLower[i * size + i] = 1.0;
      for (int j = 0; j <= i; j++) {
        inverseLower[i * size + j] *= scale;
      }
    }
    double[] inverse = new double[size * size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i <= k; i++) {
        addMultiple(inverse, i * size, inverseLower[k * size + i], inverseLower, k * size, i + 1);
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        inverse[j * size + i] = inverse[i * size + j];
      }
    }
    return inverse;
  }
}
