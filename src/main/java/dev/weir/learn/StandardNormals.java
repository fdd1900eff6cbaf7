package dev.weir.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.special.Erf;

/**
 * Seeded standard normal numbers, the same bits on every machine: uniform numbers through the
 * inverse of the normal distribution (Commons Math, which is plain Java).
 */
public final class StandardNormals {
  /** Resolution of the uniform numbers; half of it keeps them off 0 and 1. */
  private static final int BITS = 52;

  private static final double CELL = 1.0 / (1L << BITS);

  private StandardNormals() {}

  /**
   * Returns independent vectors in pairs of opposite sign, so that their mean is zero.
   *
   * @param count how many vectors, even
   * @param length of each
   */
  public static List<double[]> opposites(int count, int length, long seed) {
    if (count % 2 != 0) {
      throw new IllegalArgumentException("need an even number of vectors, was " + count);
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i += 2) {
      double[] one = new double[length];
      double[] opposite = new double[length];
      for (int k = 0; k < length; k++) {
        one[k] = quantile(random.nextLong() >>> (Long.SIZE - BITS));
        opposite[k] = -one[k];
      }
      vectors.add(one);
      vectors.add(opposite);
    }
    return vectors;
  }

  /**
   * Returns evenly spread vectors: Sobol points with a seeded digital shift.
   *
   * @param count how many vectors
   * @param length of each
   * @return one array for each component, with one number for each vector
   */
  public static List<double[]> spread(int count, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(length);
    List<double[]> components = new ArrayList<>();
    long[] shifts = new long[length];
    for (int k = 0; k < length; k++) {
      components.add(new double[count]);
      shifts[k] = random.nextLong() >>> (Long.SIZE - BITS);
    }
    for (int s = 0; s < count; s++) {
      double[] point = sobol.nextVector();
      for (int k = 0; k < length; k++) {
        components.get(k)[s] = quantile((long) (point[k] * (1L << BITS)) ^ shifts[k]);
      }
    }
    return components;
  }

  private static double quantile(long cell) {
    double uniform = (cell + 0.5) * CELL;
    return Math.sqrt(2.0) * Erf.erfInv(2.0 * uniform - 1.0);
  }
}
