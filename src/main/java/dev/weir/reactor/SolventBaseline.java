package dev.weir.reactor;

import java.util.ArrayList;
import java.util.List;

/**
 * The pressure that solvent alone needs, remembered for each flow and temperature at which it was
 * first seen to flow steadily, and how far the present one is above it. Pressures in bar, flows in
 * µL/min, temperatures in °C. Owned by the control thread.
 */
final class SolventBaseline {
  /** A rise above this share of the baseline is fouling (operations: 30 %). */
  private static final double RISEN = 0.30;

  /** Once risen, it must come back within this share (operations: 10 %). */
  private static final double BACK = 0.10;

  /** The same temperature, as far as the solvent's viscosity goes (assumed). */
  private static final double KELVINS = 2.0;

  /** The same flow, as a share of it (assumed). */
  private static final double SAME_FLOW = 0.02;

  /** So many flows and temperatures are remembered (assumed). */
  private static final int MOST = 64;

  private final List<Known> known = new ArrayList<>();
  private double present = Double.NaN;
  private double expected = Double.NaN;
  private boolean risen;

  private record Known(double flow, double celsius, double bars) {
    boolean isAt(double otherFlow, double otherCelsius) {
      return Math.abs(otherFlow - flow) <= SAME_FLOW * flow
          && Math.abs(otherCelsius - celsius) <= KELVINS;
    }
  }

  /**
   * Takes the present pressure.
   *
   * @param comparable whether the path holds nothing but solvent, which has flowed steadily for as
   *     long as a change takes to pass
   */
  void observe(boolean comparable, double flow, double celsius, double bars) {
    present = Double.NaN;
    if (!comparable || Double.isNaN(celsius) || Double.isNaN(bars)) {
      risen = false;
      return;
    }
    for (Known one : known) {
      if (one.isAt(flow, celsius)) {
        present = bars;
        expected = one.bars();
        risen = bars > (1.0 + (risen ? BACK : RISEN)) * expected;
        return;
      }
    }
    if (!risen && known.size() < MOST) {
      known.add(new Known(flow, celsius, bars));
    }
  }

  /** Tells whether the pressure has risen and not come back. */
  boolean isRisen() {
    return risen;
  }

  /** Returns the present pressure of solvent alone, in bar; NaN when there is none to compare. */
  double present() {
    return present;
  }

  /** Returns the pressure that the present one is compared with, in bar. */
  double expected() {
    return expected;
  }
}
