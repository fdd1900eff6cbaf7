package dev.weir.learn;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;

/**
 * The lower Cholesky factor L of a symmetric positive definite matrix, L L' = K + jitter.
 * Immutable.
 *
 * <p>Covariances of near or repeated points are singular to rounding, so a ladder of jitters is
 * tried on the diagonal, each relative to the mean of the diagonal, from none to {@code 1e-4}; the
 * smallest that works is kept.
 */
public final class Cholesky {
  private static final double[] JITTER_LADDER = {0.0, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4};

  private final int size;
  private final double[] lower;
  private final double jitter;

  private Cholesky(int size, double[] lower, double jitter) {
    this.size = size;
    this.lower = lower;
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
      DMatrixRMaj copy = new DMatrixRMaj(size, size, true, matrix);
      double jitter = relative * meanDiagonal;
      for (int i = 0; i < size; i++) {
        copy.data[i * size + i] += jitter;
      }
      CholeskyDecompositionInner_DDRM decomposition = new CholeskyDecompositionInner_DDRM(true);
      if (decomposition.decompose(copy)) {
        return new Cholesky(size, decomposition.getT(null).data, jitter);
      }
    }
    throw new ArithmeticException(
        "a covariance of "
            + size
            + " points is not positive definite, even with a jitter of 1e-4 of its diagonal");
  }

  /** Returns what was added to the diagonal. */
  public double jitter() {
    return jitter;
  }

  /** Overwrites b with the solution of L x = b. */
  public void solveLower(double[] b) {
    TriangularSolver_DDRM.solveL(lower, b, size);
  }

  /** Overwrites b with the solution of L' x = b. */
  public void solveUpper(double[] b) {
    TriangularSolver_DDRM.solveTranL(lower, b, size);
  }

  /** Overwrites b with the solution of (L L') x = b. */
  public void solve(double[] b) {
    TriangularSolver_DDRM.solveL(lower, b, size);
    TriangularSolver_DDRM.solveTranL(lower, b, size);
  }

  /** Returns L z. */
  public double[] timesLower(double[] z) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      double sum = 0.0;
      for (int j = 0; j <= i; j++) {
        sum += lower[i * size + j] * z[j];
      }
      product[i] = sum;
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
    TriangularSolver_DDRM.invertLower(lower, inverseLower, size);
    double[] inverse = new double[size * size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i <= k; i++) {
        double factor = inverseLower[k * size + i];
        for (int j = 0; j <= i; j++) {
          inverse[i * size + j] += factor * inverseLower[k * size + j];
        }
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
