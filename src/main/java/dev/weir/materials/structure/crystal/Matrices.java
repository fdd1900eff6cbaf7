package dev.weir.materials.structure.crystal;

/** 3 by 3 matrices as nine numbers, row by row. Pure functions. */
public final class Matrices {
  private Matrices() {}

  public static double determinant(double[] m) {
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }

  public static int determinant(int[] m) {
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }

  public static double[] product(double[] left, double[] right) {
    double[] result = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          result[3 * i + j] += left[3 * i + k] * right[3 * k + j];
        }
      }
    }
    return result;
  }

  public static int[] product(int[] left, int[] right) {
    int[] result = new int[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          result[3 * i + j] += left[3 * i + k] * right[3 * k + j];
        }
      }
    }
    return result;
  }

  public static double[] inverse(double[] m) {
    double d = determinant(m);
    return new double[] {
      (m[4] * m[8] - m[5] * m[7]) / d,
      (m[2] * m[7] - m[1] * m[8]) / d,
      (m[1] * m[5] - m[2] * m[4]) / d,
      (m[5] * m[6] - m[3] * m[8]) / d,
      (m[0] * m[8] - m[2] * m[6]) / d,
      (m[2] * m[3] - m[0] * m[5]) / d,
      (m[3] * m[7] - m[4] * m[6]) / d,
      (m[1] * m[6] - m[0] * m[7]) / d,
      (m[0] * m[4] - m[1] * m[3]) / d
    };
  }

  /** Returns the row times the matrix. */
  public static double[] row(double x, double y, double z, double[] m) {
    return new double[] {
      x * m[0] + y * m[3] + z * m[6], x * m[1] + y * m[4] + z * m[7], x * m[2] + y * m[5] + z * m[8]
    };
  }

  public static double[] ofIntegers(int[] m) {
    double[] result = new double[9];
    for (int i = 0; i < 9; i++) {
      result[i] = m[i];
    }
    return result;
  }
}
