package dev.weir.learn.mechanistic;

import java.util.ArrayList;
import java.util.List;

/**
 * Prior deviations of the two corrections of the kinetics, on the transformed scale, where 0.1 is
 * about 10 % of a rate.
 *
 * @param rate of what both monomers share
 * @param selectivity of the difference of the two
 */
record Widths(double rate, double selectivity) {
  /** Where the search starts. */
  static final Widths MIDDLE = new Widths(0.12, 0.06);

  private static final double[] RATES = {0.03, 0.06, 0.12, 0.24, 0.48};
  private static final double[] SELECTIVITIES = {0.015, 0.03, 0.06, 0.12, 0.24};

  /** Deviation of the logarithm of a width about the middle; assumed. */
  private static final double LOG_DEVIATION = 0.8;

  /** Returns the widths that are integrated over, evenly spread in their logarithms. */
  static List<Widths> grid() {
    List<Widths> grid = new ArrayList<>();
    for (double rate : RATES) {
      for (double selectivity : SELECTIVITIES) {
        grid.add(new Widths(rate, selectivity));
      }
    }
    return grid;
  }

  /** Returns the logarithm of the prior density, without its constant. */
  double logPrior() {
    double one = Math.log(rate / MIDDLE.rate) / LOG_DEVIATION;
    double two = Math.log(selectivity / MIDDLE.selectivity) / LOG_DEVIATION;
    return -0.5 * (one * one + two * two);
  }
}
