package dev.weir.learn.mechanistic;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionCommon_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;

/** The Cholesky factor L of a symmetric positive definite matrix L L'. Immutable. */
final class Factor {
  private static final int BLOCK = 60;

  private final int size;
  private final double[] lower;

  private Factor(int size, double[] lower) {
    this.size = size;
    this.lower = lower;
  }

  /**
   * Factorises.
   *
   * @param matrix symmetric; used up
   * @throws ArithmeticException when it is not positive definite
   */
  static Factor of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    CholeskyDecompositionCommon_DDRM decomposition =
        size > 3 * BLOCK
            ? new CholeskyDecompositionBlock_DDRM(BLOCK)
            : new CholeskyDecompositionInner_DDRM(true);
    if (!decomposition.decompose(matrix)) {
      throw new ArithmeticException(
          "a covariance of %d by %d is not positive definite".formatted(size, size));
    }
    return new Factor(size, decomposition.getT(new DMatrixRMaj(size, size)).data);
  }

  int size() {
    return size;
  }

  double logDeterminant() {
    double sum = 0.0;
    for (int i = 0; i < size; i++) {
      sum += Math.log(lower[i * size + i]);
    }
    return 2.0 * sum;
  }

  /** Replaces b by L^-1 b. */
  void solveLower(double[] b) {
    for (int i = 0; i < size; i++) {
      double sum = b[i];
      int row = i * size;
      for (int k = 0; k < i; k++) {
        sum -= lower[row + k] * b[k];
      }
      b[i] = sum / lower[row + i];
    }
  }

  /** Replaces b by L'^-1 b. */
  void solveUpper(double[] b) {
    for (int i = size - 1; i >= 0; i--) {
      int row = i * size;
      b[i] /= lower[row + i];
      for (int k = 0; k < i; k++) {
        b[k] -= lower[row + k] * b[i];
      }
    }
  }

  /** Replaces b by (L L')^-1 b. */
  void solve(double[] b) {
    solveLower(b);
    solveUpper(b);
  }

  /** Returns L z. */
  double[] timesLower(double[] z) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k <= i; k++) {
        product[i] += lower[i * size + k] * z[k];
      }
    }
    return product;
  }
}
