package dev.weir.materials.generate;

/**
 * How often a proposal of a certain energy is accepted, so that what is accepted follows a normal
 * distribution about the target although proposals do not: each bin's wanted weight is divided by
 * the frequency with which proposals fall into it. Owned by one thread: it learns while it is
 * asked.
 */
final class EnergyAcceptance {
  /** Standard deviation of the accepted estimates, in eV/atom. */
  static final double SPREAD = 0.16;

  /** Nothing is accepted further than this from the target, in eV/atom. */
  static final double REACH = 0.32;

  private static final int BINS = 20;

  /** Bins within this distance of the target settle the common factor, in eV/atom. */
  private static final double CORE = 0.15;

  /** Bins with fewer of the proposals do not count for that: they would starve all others. */
  private static final double LEAST_SHARE = 0.03;

  private final double target;
  private final double[] seen = new double[BINS];
  private double total = BINS;

  EnergyAcceptance(double target) {
    this.target = target;
    java.util.Arrays.fill(seen, 1.0);
  }

  /** Counts a proposal and returns the chance of accepting it, 0 to 1. */
  double chance(double energy) {
    double off = energy - target;
    if (!(Math.abs(off) < REACH)) {
      return 0.0;
    }
    int bin = (int) ((off + REACH) / (2.0 * REACH) * BINS);
    seen[bin]++;
    total++;
    double highest = 0.0;
    for (int i = 0; i < BINS; i++) {
      if (Math.abs(centre(i)) <= CORE && seen[i] >= LEAST_SHARE * total) {
        highest = Math.max(highest, wanted(i) / seen[i]);
      }
    }
    return highest == 0.0 ? 1.0 : Math.min(1.0, wanted(bin) / seen[bin] / highest);
  }

  private static double centre(int bin) {
    return (bin + 0.5) / BINS * 2.0 * REACH - REACH;
  }

  private static double wanted(int bin) {
    double off = centre(bin) / SPREAD;
    return Math.exp(-0.5 * off * off);
  }
}
