package dev.weir.materials.generate;

import java.util.SplittableRandom;

/**
 * A guess of formation energies by {@link PairSums}, good enough to prefer substitutes that bring a
 * formula near the wanted energy before any network is asked. Immutable.
 */
final class EnergyGuess {
  private static final int PASSES = 10;
  private static final float RATE = 0.6f;
  private static final float DECAY = 1e-3f;

  /** Substitutes whose energy seems wrong keep this share of their weight. */
  private static final float LEAST = 2e-4f;

  /** What is wanted spreads by about this much, in eV/atom. */
  private static final double WANTED = 0.25;

  /** The rate at which a guess that goes along with a run learns. */
  private static final float LATER_RATE = 0.2f;

  /** The weight of the latest miss in the running mean of the squares. */
  private static final float FORGETTING = 1e-3f;

  private final PairSums sums;
  private final float mean;
  private float error;

  private EnergyGuess(PairSums sums, float mean, float error) {
    this.sums = sums;
    this.mean = mean;
    this.error = error;
  }

  /**
   * Learns by stochastic gradient descent.
   *
   * @param codes numbers of formulas
   * @param energies of them, in eV/atom
   */
  static EnergyGuess learn(
      Stoichiometries stoichiometries, long[] codes, float[] energies, long seed) {
    PairSums sums = new PairSums(stoichiometries.size());
    SplittableRandom random = new SplittableRandom(seed);
    double total = 0.0;
    for (float energy : energies) {
      total += energy;
    }
    float mean = (float) (total / Math.max(1, energies.length));
    Slots slots = new Slots();
    double squares = 0.0;
    for (int pass = 0; pass < PASSES; pass++) {
      float rate = RATE / (1.0f + pass);
      squares = 0.0;
      for (int row : PairSums.shuffled(codes.length, random)) {
        stoichiometries.load(codes[row], slots);
        float off = energies[row] - mean - sums.of(slots);
        squares += off * off;
        sums.move(slots, rate * off / PairSums.terms(slots), 1.0f - rate * DECAY);
      }
    }
    return new EnergyGuess(sums, mean, (float) Math.sqrt(squares / Math.max(1, codes.length)));
  }

  /** Returns a guess of the same opinion that may go on learning. */
  EnergyGuess copy() {
    return new EnergyGuess(sums.copy(), mean, error);
  }

  /** Learns the energy of one formula more, in eV/atom. */
  void learn(Slots slots, double energy) {
    float off = (float) energy - mean - sums.of(slots);
    sums.move(slots, LATER_RATE * off / PairSums.terms(slots), 1.0f);
    float square = error * error;
    square += FORGETTING * (off * off - square);
    error = (float) Math.sqrt(square);
  }

  /** Returns the root mean square error while learning, in eV/atom. */
  double error() {
    return error;
  }

  /**
   * Multiplies each element's weight with how likely the formula that has it in a slot is of the
   * wanted energy.
   *
   * @param target wanted energy, in eV/atom
   * @param weights of the substitutes by atomic number
   * @param room for {@link PairSums#ROW} numbers
   */
  void weigh(Slots slots, int slot, double target, float[] weights, float[] room) {
    sums.ofAll(slots, slot, room);
    float off = (float) (mean - target);
    float scale = (float) (1.0 / (WANTED + 1.5 * error));
    for (int b = 0; b < room.length; b++) {
      float far = (room[b] + off) * scale;
      weights[b] *= Math.max(LEAST, 1.0f - far * far);
    }
  }
}
