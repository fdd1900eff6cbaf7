package dev.weir.learn;

/** The scalar product of two vectors. */
final class ScalarProduct {
  private ScalarProduct() {}

  /**
   * Returns the sum of the products. Four sums run side by side, so that one addition need not wait
   * for the one before.
   *
   * @param a as long as {@code b}
   */
  static double of(double[] a, double[] b) {
    double zero = 0.0;
    double one = 0.0;
    double two = 0.0;
    double three = 0.0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      zero += a[i] * b[i];
      one += a[i + 1] * b[i + 1];
      two += a[i + 2] * b[i + 2];
      three += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      zero += a[i] * b[i];
    }
    return (zero + one) + (two + three);
  }
}
