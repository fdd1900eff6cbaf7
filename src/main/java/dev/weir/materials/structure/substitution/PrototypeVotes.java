package dev.weir.materials.structure.substitution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all templates of a ratio say of their prototypes: every template votes with its best order.
 * Owned by one thread.
 */
public final class PrototypeVotes {
  /** The sharpness of the votes that are summed. */
  private static final double[] SHARPNESS = {0.3, 1.0, 2.5};

  /** Beside the score: how sharply the descriptors alone vote. */
  static final double DISTANCE_SHARPNESS = 10.0;

  private static final int KEPT = 5;

  /** What is said of prototypes that no template of the ratio has. */
  private static final double ABSENT = -30.0;

  /** The votes for one prototype. */
  private static final class Tally {
    private final double[] sums = new double[SHARPNESS.length + 1];
    private final double[] best = new double[KEPT];
    private int count;
    private double nearest = Double.POSITIVE_INFINITY;
  }

  private final Map<String, Tally> tallies = new HashMap<>();
  private final Tally all = new Tally();
  private final List<TemplateSwap> kept = new ArrayList<>();
  private final List<String> prototypes = new ArrayList<>();

  /** Takes the vote of a template. */
  void add(String prototype, TemplateSwap swap) {
    prototypes.add(prototype);
    kept.add(swap);
  }

  /** Counts what was voted; the top score is the unit of the sums. */
  void count(double top) {
    for (int i = 0; i < kept.size(); i++) {
      Tally tally = tallies.computeIfAbsent(prototypes.get(i), _ -> new Tally());
      count(tally, kept.get(i), top);
      count(all, kept.get(i), top);
    }
  }

  private static void count(Tally tally, TemplateSwap swap, double top) {
    double below = swap.score() - top;
    for (int s = 0; s < SHARPNESS.length; s++) {
      tally.sums[s] += Math.exp(SHARPNESS[s] * below);
    }
    tally.sums[SHARPNESS.length] += Math.exp(-DISTANCE_SHARPNESS * swap.distance());
    tally.nearest = Math.min(tally.nearest, swap.distance());
    int at = Math.min(tally.count, KEPT);
    while (at > 0 && tally.best[at - 1] < below) {
      if (at < KEPT) {
        tally.best[at] = tally.best[at - 1];
      }
      at--;
    }
    if (at < KEPT) {
      tally.best[at] = below;
    }
    tally.count++;
  }

  /** Returns how many kinds of shares there are: one for each sharpness, and one by distance. */
  public static int shares() {
    return SHARPNESS.length + 1;
  }

  /**
   * Returns the logarithm of a prototype's share of the votes.
   *
   * @param which kind, from 0, below {@link #shares}
   */
  public double logShare(String prototype, int which) {
    if (!tallies.containsKey(prototype)) {
      return ABSENT;
    }
    return Math.log((tally(prototype).sums[which] + 1e-12) / (all.sums[which] + 1e-12));
  }

  /** Returns the mean of a prototype's best five scores less the top score. */
  public double bestFew(String prototype) {
    if (!tallies.containsKey(prototype)) {
      return ABSENT;
    }
    Tally tally = tally(prototype);
    int few = Math.min(tally.count, KEPT);
    double sum = 0.0;
    for (int i = 0; i < few; i++) {
      sum += tally.best[i];
    }
    return sum / few;
  }

  /** Returns by how much a prototype's nearest template is further than the nearest of all. */
  public double furtherThanNearest(String prototype) {
    return tallies.containsKey(prototype) ? tally(prototype).nearest - all.nearest : -ABSENT;
  }

  /** Returns how many prototypes were voted for. */
  public int prototypes() {
    return tallies.size();
  }

  private Tally tally(String prototype) {
    Tally tally = tallies.get(prototype);
    if (tally == null) {
      throw new IllegalArgumentException("nobody voted for " + prototype);
    }
    return tally;
  }
}
