package dev.weir.materials.generate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Tells how much more often a formula would be met among known ones than among proposals: {@link
 * PairSums} that logistic regression has learned on known formulas against proposals, which makes
 * the sum the logarithm of the ratio of their densities. Accepting proposals in its proportion
 * (Azadi et al., arXiv:1810.06758) brings their distribution nearer to the known one. A critic that
 * goes along with a run is a {@link #copy} owned by its thread: it goes on learning, so that what
 * is accepted keeps the elements, pairs and stoichiometries of the known formulas although the most
 * plausible new ones run out.
 */
final class PlausibilityCritic {
  private static final int PASSES = 8;
  private static final float RATE = 0.15f;
  private static final float DECAY = 2e-3f;

  /** By how much the first accepted formulas move the sums of a critic that goes along. */
  private static final double PUSH = 0.03;

  /**
   * After so many accepted formulas the push is half as large, and it goes on falling with their
   * number: what cannot be made alike any more would otherwise be pushed beyond every leniency.
   */
  private static final double SETTLING = 10_000.0;

  /** The share of the proposals whose scores lie below the ceiling. */
  private static final double CEILING_SHARE = 0.97;

  /** Known formulas below which no critic is taught: it would know the few by heart. */
  static final int FEWEST_KNOWN = 2000;

  private final PairSums sums;
  private final double ceiling;

  private PlausibilityCritic(PairSums sums, double ceiling) {
    this.sums = sums;
    this.ceiling = ceiling;
  }

  /** Returns a critic that finds everything plausible. */
  static PlausibilityCritic indifferent(int shapes) {
    return new PlausibilityCritic(new PairSums(shapes), 0.0);
  }

  /**
   * Teaches a critic to tell known formulas from proposals.
   *
   * @param before the critic that the proposals have passed; its sums are added to the new ones
   * @param known numbers of known formulas
   * @param proposals numbers of proposals
   */
  static PlausibilityCritic teach(
      PlausibilityCritic before,
      Stoichiometries stoichiometries,
      long[] known,
      long[] proposals,
      long seed) {
    PairSums sums = new PairSums(stoichiometries.size());
    SplittableRandom random = new SplittableRandom(seed);
    float balance = (float) known.length / Math.max(1, proposals.length);
    Slots slots = new Slots();
    for (int pass = 0; pass < PASSES; pass++) {
      float rate = RATE / (1.0f + pass);
      for (int row : PairSums.shuffled(known.length + proposals.length, random)) {
        boolean isKnown = row < known.length;
        stoichiometries.load(isKnown ? known[row] : proposals[row - known.length], slots);
        float chance = (float) (1.0 / (1.0 + Math.exp(-sums.of(slots))));
        float push = isKnown ? 1.0f - chance : -chance * balance;
        sums.move(slots, rate * push, 1.0f - rate * DECAY);
      }
    }
    sums.add(before.sums);
    double[] scores = new double[proposals.length];
    for (int i = 0; i < scores.length; i++) {
      stoichiometries.load(proposals[i], slots);
      scores[i] = sums.of(slots);
    }
    Arrays.sort(scores);
    return new PlausibilityCritic(
        sums, scores.length == 0 ? 0.0 : scores[(int) (CEILING_SHARE * (scores.length - 1))]);
  }

  /** Returns a critic of the same opinion that may go on learning. */
  PlausibilityCritic copy() {
    return new PlausibilityCritic(sums.copy(), ceiling);
  }

  /**
   * Learns that one formula was accepted for which another, known one would have been as good.
   *
   * @param before how many formulas were accepted before
   */
  void learn(Slots accepted, Slots wanted, int before) {
    float push = (float) (PUSH / (1.0 + before / SETTLING));
    sums.move(accepted, -push, 1.0f);
    sums.move(wanted, push, 1.0f);
  }

  /**
   * Multiplies each element's weight with the chance of accepting the formula that has it in a
   * slot: 1 for the most plausible three of a hundred.
   *
   * @param weights of the substitutes by atomic number
   * @param leniency added to the scores: above 0 the less plausible pass as well
   * @param room for {@link PairSums#ROW} numbers
   */
  void weigh(Slots slots, int slot, double leniency, float[] weights, float[] room) {
    sums.ofAll(slots, slot, room);
    float off = (float) (leniency - ceiling);
    for (int b = 0; b < room.length; b++) {
      weights[b] *= exponential(Math.min(0.0f, room[b] + off));
    }
  }

  /**
   * About the exponential of a number up to 0: one over the sixteenth power of the series of
   * e^(-x/16) cut after the square; 2 % too high at -3, 40 % at -10. No calls and no branches, so
   * that the compiler takes several numbers at a time.
   */
  static float exponential(float x) {
    float part = x * (-1.0f / 16.0f);
    float two = 1.0f + part + 0.5f * part * part;
    float four = two * two;
    float eight = four * four;
    float sixteen = eight * eight;
    return 1.0f / (sixteen * sixteen);
  }
}
