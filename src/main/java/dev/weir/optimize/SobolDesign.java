package dev.weir.optimize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * A space-filling sequence on a lattice: Sobol points with a seeded digital shift (which keeps
 * their even spread), each taken to the lattice point in whose cell it falls; repeats are passed
 * over. Immutable.
 */
public final class SobolDesign {
  private static final int BITS = 52;

  /** How many Sobol points are looked at for one new lattice point before a repeat is accepted. */
  private static final int PATIENCE = 64;

  private final Lattice lattice;
  private final long[] shifts;

  /** A sequence on a lattice, which the seed shifts. */
  public SobolDesign(Lattice lattice, long seed) {
    this.lattice = lattice;
    SplittableRandom random = new SplittableRandom(seed);
    shifts = new long[lattice.dimensions()];
    for (int k = 0; k < shifts.length; k++) {
      shifts[k] = random.nextLong() >>> (Long.SIZE - BITS);
    }
  }

  /**
   * Returns the first points of the sequence, all different unless the lattice has too few.
   *
   * @param count how many
   */
  public List<LatticePoint> first(int count) {
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(shifts.length);
    Set<LatticePoint> seen = new HashSet<>();
    List<LatticePoint> points = new ArrayList<>();
    while (points.size() < count) {
      LatticePoint point = next(sobol);
      for (int tries = 1; tries < PATIENCE && seen.contains(point); tries++) {
        point = next(sobol);
      }
      seen.add(point);
      points.add(point);
    }
    return points;
  }

  private LatticePoint next(SobolSequenceGenerator sobol) {
    double[] unit = sobol.nextVector();
    for (int k = 0; k < unit.length; k++) {
      long shifted = (long) (unit[k] * (1L << BITS)) ^ shifts[k];
      unit[k] = (double) shifted / (1L << BITS);
    }
    return lattice.at(unit);
  }
}
