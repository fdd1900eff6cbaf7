package dev.weir.materials.generate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What is known of the region of a request: which formulas are plausible there, and by how much the
 * small network errs. Immutable.
 *
 * @param critic by elements, pairs and stoichiometries
 * @param trees of further rounds, whose scores add up; none before they are grown
 * @param ceiling the sum of the trees' scores from which a formula is always accepted
 * @param offset by which the ensemble's energies exceed the small network's, in eV/atom
 */
record Guide(
    PlausibilityCritic critic, java.util.List<BoostedTrees> trees, double ceiling, double offset) {
  private static final double CEILING_SHARE = 0.9;

  Guide {
    trees = java.util.List.copyOf(trees);
  }

  static Guide of(PlausibilityCritic critic) {
    return new Guide(critic, java.util.List.of(), 0.0, 0.0);
  }

  /** Returns the sum of the trees' scores of a described formula. */
  double score(float[] description) {
    double sum = 0.0;
    for (BoostedTrees grown : trees) {
      sum += grown.score(description);
    }
    return sum;
  }

  /** Tells by chance whether the trees accept a described formula. */
  boolean admits(float[] description, double leniency, RandomGenerator random) {
    return trees.isEmpty()
        || random.nextDouble() < Math.exp(score(description) - ceiling + leniency);
  }

  /** Returns this guide with trees that tell known formulas from what has passed it. */
  Guide with(BoostedTrees grown, float[][] passed) {
    java.util.List<BoostedTrees> all = new java.util.ArrayList<>(trees);
    all.add(grown);
    Guide taught = new Guide(critic, all, 0.0, offset);
    double[] scores = Arrays.stream(passed).mapToDouble(taught::score).sorted().toArray();
    return new Guide(critic, all, scores[(int) (CEILING_SHARE * (scores.length - 1))], offset);
  }

  Guide withOffset(double wanted) {
    return new Guide(critic, trees, ceiling, wanted);
  }
}
