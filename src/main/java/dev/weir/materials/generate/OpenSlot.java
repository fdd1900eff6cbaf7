package dev.weir.materials.generate;

import java.util.random.RandomGenerator;

/**
 * The elements that may fill the open slot of a draft, each with its weight: its share as a
 * substitute times the chance that the critic accepts the formula times how likely its energy seems
 * right. What breaks the rule or is spent has none. Owned by one thread.
 */
final class OpenSlot {
  /** From this leniency on every element is a substitute for every other. */
  private static final double STRICT = 1.0;

  /** The share that the first step of leniency beyond that adds to every substitute. */
  private static final double BREADTH = 1e-3;

  /** How fast that share grows with leniency, as the power of e. */
  private static final double GROWTH = 0.7;

  private final Substitutions substitutions;
  private final PlausibilityCritic critic;
  private final EnergyGuess guess;
  private final ChargeRule rule;
  private final Rests spent;
  private final ElementBits allowed;

  private final ElementBits fitting = new ElementBits();
  private final float[] weights = new float[PairSums.ROW];
  private final float[] room = new float[PairSums.ROW];
  private final int[] elements = new int[PairSums.ROW];
  private final float[] sums = new float[PairSums.ROW];
  private int size;

  /**
   * Creates it.
   *
   * @param spent formulas that cannot be made any more; read only
   * @param allowed elements that formulas may hold
   */
  OpenSlot(
      Substitutions substitutions,
      PlausibilityCritic critic,
      EnergyGuess guess,
      ChargeRule rule,
      Rests spent,
      ElementBits allowed) {
    this.substitutions = substitutions;
    this.guess = guess;
    this.critic = critic;
    this.rule = rule;
    this.spent = spent;
    this.allowed = allowed;
  }

  /**
   * Weighs all elements for a slot and returns the sum of their weights: how many formulas a draft
   * gives on average.
   *
   * @param leniency towards what is implausible
   * @param aim the wanted energy, in eV/atom
   */
  float weigh(Slots slots, int open, double leniency, double aim) {
    size = 0;
    rule.fit(slots, open, fitting);
    fitting.keep(allowed);
    for (int i = 0; i < slots.size; i++) {
      fitting.remove(slots.elements[i]);
    }
    spent.remove(slots, open, fitting);
    if (fitting.isEmpty()) {
      return 0.0f;
    }
    float everywhere =
        (float) (BREADTH * (Math.exp(GROWTH * Math.max(0.0, leniency - STRICT)) - 1.0));
    float[] shares = substitutions.shares(slots.elements[open]);
    for (int b = 0; b < weights.length; b++) {
      weights[b] = shares[b] + everywhere;
    }
    critic.weigh(slots, open, leniency, weights, room);
    guess.weigh(slots, open, aim, weights, room);
    float sum = 0.0f;
    for (int b = fitting.next(0); b >= 0; b = fitting.next(b + 1)) {
      sum += weights[b];
      elements[size] = b;
      sums[size] = sum;
      size++;
    }
    return sum;
  }

  /** Draws one of the elements by their weights. */
  int draw(RandomGenerator random) {
    float at = (float) random.nextDouble() * sums[size - 1];
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return elements[low];
  }
}
