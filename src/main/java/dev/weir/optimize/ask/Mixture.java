package dev.weir.optimize.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which member of each output's surrogate each draw comes from, and how much each draw counts.
 * Immutable.
 */
final class Mixture {
  /** Combinations of members less probable than this share of the best are left out. */
  private static final double LEAST_SHARE = 0.02;

  private final List<int[]> members;
  private final double[] logWeights;

  private Mixture(List<int[]> members, double[] logWeights) {
    this.members = members;
    this.logWeights = logWeights;
  }

  /** Every combination of members once, as probable as its members. */
  static Mixture combinations(List<Surrogate> surrogates) {
    List<int[]> chosen = List.of(new int[0]);
    List<Double> weights = List.of(1.0);
    for (Surrogate surrogate : surrogates) {
      List<int[]> longer = new ArrayList<>();
      List<Double> products = new ArrayList<>();
      for (int c = 0; c < chosen.size(); c++) {
        for (int m = 0; m < surrogate.members().size(); m++) {
          int[] next = java.util.Arrays.copyOf(chosen.get(c), chosen.get(c).length + 1);
          next[next.length - 1] = m;
          longer.add(next);
          products.add(weights.get(c) * surrogate.members().get(m).weight());
        }
      }
      double least =
          LEAST_SHARE * products.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      chosen = new ArrayList<>();
      weights = new ArrayList<>();
      for (int c = 0; c < longer.size(); c++) {
        if (products.get(c) >= least) {
          chosen.add(longer.get(c));
          weights.add(products.get(c));
        }
      }
    }
    double whole = weights.stream().mapToDouble(Double::doubleValue).sum();
    double[] logWeights =
        weights.stream().mapToDouble(weight -> StrictMath.log(weight / whole)).toArray();
    List<int[]> byOutput = new ArrayList<>();
    for (int o = 0; o < surrogates.size(); o++) {
      int output = o;
      byOutput.add(chosen.stream().mapToInt(combination -> combination[output]).toArray());
    }
    return new Mixture(byOutput, logWeights);
  }

  /** So many draws that count the same; members take part as often as they are probable. */
  static Mixture even(List<Surrogate> surrogates, int draws, long seed) {
    List<int[]> byOutput = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (Surrogate surrogate : surrogates) {
      int[] members = new int[draws];
      int at = 0;
      double reached = 0.0;
      for (int m = 0; m < surrogate.members().size(); m++) {
        reached += surrogate.members().get(m).weight();
        boolean last = m == surrogate.members().size() - 1;
        for (; at < (last ? draws : Math.rint(reached * draws)); at++) {
          members[at] = m;
        }
      }
      shuffle(members, random);
      byOutput.add(members);
    }
    double[] logWeights = new double[draws];
    java.util.Arrays.fill(logWeights, -StrictMath.log(draws));
    return new Mixture(byOutput, logWeights);
  }

  private static void shuffle(int[] members, SplittableRandom random) {
    for (int i = members.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = members[i];
      members[i] = members[other];
      members[other] = kept;
    }
  }

  /** Returns how many draws there are. */
  int count() {
    return logWeights.length;
  }

  /** Returns the logarithm of how much a draw counts; together they count 1. */
  double logWeight(int draw) {
    return logWeights[draw];
  }

  /** Returns the member that a draw of an output comes from. */
  int member(int output, int draw) {
    return members.get(output)[draw];
  }
}
