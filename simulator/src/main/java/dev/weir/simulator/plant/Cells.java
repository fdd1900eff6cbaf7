package dev.weir.simulator.plant;

import java.util.Arrays;

/**
 * The liquid of a stretch of tube in equal finite volumes: concentrations in mol/L, temperature in
 * °C, and the rate constants at the temperature for which they were last computed. Plain arrays,
 * because the plant's speed is won or lost here. Owned by the thread that steps the plant.
 */
final class Cells {
  /** The largest number of cells of a stretch. */
  static final int MOST = 200;

  int count;
  double[] monomer1 = new double[MOST];
  double[] monomer2 = new double[MOST];
  double[] initiator = new double[MOST];
  double[] polymer1 = new double[MOST];
  double[] polymer2 = new double[MOST];
  double[] chains = new double[MOST];
  double[] temperature = new double[MOST];

  final double[] ratedAt = new double[MOST];
  final double[] decomposition = new double[MOST];
  final double[] propagation1 = new double[MOST];
  final double[] propagation2 = new double[MOST];
  final double[] termination = new double[MOST];
  final double[] transfer = new double[MOST];

  private double[] spare = new double[MOST];

  Cells(int count, double celsius) {
    this.count = count;
    Arrays.fill(temperature, celsius);
    forgetRates();
  }

  /** Makes every rate constant be computed anew at the next reaction step. */
  void forgetRates() {
    Arrays.fill(ratedAt, Double.NEGATIVE_INFINITY);
  }

  /** Fills every cell with liquid without solutes at the given temperature. */
  void fillWithSolvent(double celsius) {
    for (double[] species : species()) {
      Arrays.fill(species, 0.0);
    }
    Arrays.fill(temperature, celsius);
  }

  /**
   * Moves the liquid on by a share of a cell, from 0 to 1, drawing the inlet's liquid in.
   *
   * <p>First-order upwind: its numerical dispersion is the tube's physical one, see {@link Tube}.
   */
  void advect(double share, Liquid inlet) {
    shift(monomer1, share, inlet.monomer1);
    shift(monomer2, share, inlet.monomer2);
    shift(initiator, share, inlet.initiator);
    shift(polymer1, share, inlet.polymer1);
    shift(polymer2, share, inlet.polymer2);
    shift(chains, share, inlet.chains);
    shift(temperature, share, inlet.temperature);
  }

  private void shift(double[] values, double share, double inlet) {
    double kept = 1.0 - share;
    for (int i = count - 1; i > 0; i--) {
      values[i] = kept * values[i] + share * values[i - 1];
    }
    values[0] = kept * values[0] + share * inlet;
  }

  /** Adds a share of the last cell's liquid. */
  void addOutlet(double share, Liquid to) {
    int last = count - 1;
    to.monomer1 += share * monomer1[last];
    to.monomer2 += share * monomer2[last];
    to.initiator += share * initiator[last];
    to.polymer1 += share * polymer1[last];
    to.polymer2 += share * polymer2[last];
    to.chains += share * chains[last];
    to.temperature += share * temperature[last];
  }

  /** Copies one cell's liquid. */
  void at(int cell, Liquid into) {
    into.monomer1 = monomer1[cell];
    into.monomer2 = monomer2[cell];
    into.initiator = initiator[cell];
    into.polymer1 = polymer1[cell];
    into.polymer2 = polymer2[cell];
    into.chains = chains[cell];
    into.temperature = temperature[cell];
  }

  /** Replaces one cell's liquid. */
  void put(int cell, Liquid liquid) {
    monomer1[cell] = liquid.monomer1;
    monomer2[cell] = liquid.monomer2;
    initiator[cell] = liquid.initiator;
    polymer1[cell] = liquid.polymer1;
    polymer2[cell] = liquid.polymer2;
    chains[cell] = liquid.chains;
    temperature[cell] = liquid.temperature;
  }

  /** Divides the same liquid into another number of cells; amounts are conserved. */
  void divide(int newCount) {
    if (newCount == count) {
      return;
    }
    monomer1 = divided(monomer1, newCount);
    monomer2 = divided(monomer2, newCount);
    initiator = divided(initiator, newCount);
    polymer1 = divided(polymer1, newCount);
    polymer2 = divided(polymer2, newCount);
    chains = divided(chains, newCount);
    temperature = divided(temperature, newCount);
    count = newCount;
    forgetRates();
  }

  /** Overlap-weighted means; the old array becomes the next spare. */
  private double[] divided(double[] old, int newCount) {
    double[] fresh = spare;
    double ratio = (double) count / newCount;
    for (int i = 0; i < newCount; i++) {
      double from = i * ratio;
      double to = Math.min(count, from + ratio);
      double sum = 0.0;
      for (int j = (int) from; j < count && j < to; j++) {
        sum += old[j] * (Math.min(to, j + 1.0) - Math.max(from, j));
      }
      fresh[i] = sum / ratio;
    }
    spare = old;
    return fresh;
  }

  private double[][] species() {
    return new double[][] {monomer1, monomer2, initiator, polymer1, polymer2, chains};
  }
}
