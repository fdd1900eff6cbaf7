package dev.weir.materials.structure.pair;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.fingerprint.StructureFingerprint;
import dev.weir.materials.structure.ranking.BoostedTrees;
import dev.weir.materials.structure.ranking.TreeBoosting;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The better pair classifier: regression trees over element swaps, charges, descriptor differences
 * and what the nearest known structures look like. It learns from one part of the known structures
 * alone. Immutable once learned.
 */
public final class PairTrees {
  private static final TreeBoosting.Plan PLAN =
      new TreeBoosting.Plan(400, 7, 0.06, 6.0, 4.0, 0.7, 0.4);

  private static final long SEED = 1;

  private final List<StructureEntry> known;
  private final PairFeatures features;
  private final BoostedTrees trees;

  private PairTrees(List<StructureEntry> known, PairFeatures features, BoostedTrees trees) {
    this.known = known;
    this.features = features;
    this.trees = trees;
  }

  /**
   * Learns from the first part of a split.
   *
   * @param known all structures that the split deals with
   * @param fingerprints of each
   * @param grown hears the number of each tree
   */
  public static PairTrees learn(
      List<StructureEntry> known,
      List<StructureFingerprint> fingerprints,
      PairSampling.Split split,
      Descriptors descriptors,
      IntConsumer grown) {
    PairFeatures features =
        new PairFeatures(
            new TemplateLibrary(split.trainingStructures().stream().map(known::get).toList()),
            split.trainingStructures().stream().map(fingerprints::get).toList(),
            descriptors);
    TreeBoosting.Lists lists = new TreeBoosting.Lists();
    for (PairSampling.Pair pair : split.training()) {
      // a list of one, beside "none of these": the loss of logistic regression
      lists.begin();
      lists.add(row(known, features, pair), pair.similar());
    }
    return new PairTrees(known, features, TreeBoosting.grow(lists, PLAN, SEED, grown));
  }

  private static float[] row(
      List<StructureEntry> known, PairFeatures features, PairSampling.Pair pair) {
    Formula one = known.get(pair.one()).formula();
    Formula other = known.get(pair.other()).formula();
    return features.of(one, other);
  }

  /** Returns the probability that the two of each pair crystallise alike. */
  public double[] probabilities(List<PairSampling.Pair> pairs) {
    return pairs.stream()
        .mapToDouble(pair -> 1.0 / (1.0 + Math.exp(-trees.value(row(known, features, pair)))))
        .toArray();
  }
}
