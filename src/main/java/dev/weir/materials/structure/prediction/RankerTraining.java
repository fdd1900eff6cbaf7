package dev.weir.materials.structure.prediction;

import dev.weir.materials.formula.Descriptors;
import dev.weir.materials.formula.Formula;
import dev.weir.materials.structure.crystal.CrystalException;
import dev.weir.materials.structure.matching.StructureMatcher;
import dev.weir.materials.structure.ranking.CandidateRanker;
import dev.weir.materials.structure.ranking.TreeBoosting;
import dev.weir.materials.structure.substitution.CrystalCandidate;
import dev.weir.materials.structure.substitution.TemplateSearch;
import dev.weir.materials.structure.template.StructureEntry;
import dev.weir.materials.structure.template.TemplateLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Grows a learned ranker on a library alone: the library is dealt into folds by formula, the
 * structures of each fold are predicted from the others, and what matches is right. Owned by one
 * thread; deterministic.
 */
public final class RankerTraining {
  /** How many folds; each query sees all but one of them as templates. */
  private static final int FOLDS = 8;

  private static final long SEED = 1;

  private final List<StructureEntry> known;
  private final Descriptors descriptors;
  private final int every;
  private final Consumer<String> progress;

  /**
   * Prepares a training.
   *
   * @param every takes each Nth structure of a fold as a query
   * @param progress hears lines of text
   */
  public RankerTraining(
      List<StructureEntry> known, Descriptors descriptors, int every, Consumer<String> progress) {
    this.known = List.copyOf(known);
    this.descriptors = descriptors;
    this.every = every;
    this.progress = progress;
  }

  /**
   * Returns the ranker.
   *
   * @throws CrystalException when no structure could be predicted from the others
   */
  public CandidateRanker.Learned train() {
    TreeBoosting.Lists lists = new TreeBoosting.Lists();
    for (int fold = 0; fold < FOLDS; fold++) {
      addFold(fold, lists);
    }
    if (lists.lists() == 0) {
      throw new CrystalException("no structure could be predicted from the others");
    }
    TreeBoosting.Plan plan = TreeBoosting.Plan.USUAL;
    return new CandidateRanker.Learned(
        TreeBoosting.grow(
            lists,
            plan,
            SEED,
            tree -> progress.accept("%d of %d trees".formatted(tree, plan.trees()))));
  }

  private void addFold(int fold, TreeBoosting.Lists lists) {
    List<StructureEntry> others = new ArrayList<>();
    List<StructureEntry> queries = new ArrayList<>();
    for (StructureEntry entry : known) {
      (Math.floorMod(entry.formula().alphabetical().hashCode(), FOLDS) == fold ? queries : others)
          .add(entry);
    }
    StructurePredictor predictor =
        new StructurePredictor(new TemplateLibrary(others), descriptors, CandidateRanker.VOTES);
    for (int i = 0; i < queries.size(); i += every) {
      add(predictor, queries.get(i), lists);
      int done = i + 1;
      progress.accept(
          "fold %d of %d, %d of %d queries".formatted(fold + 1, FOLDS, done, queries.size()));
    }
  }

  private static void add(
      StructurePredictor predictor, StructureEntry truth, TreeBoosting.Lists lists) {
    Formula formula = truth.formula();
    if (!predictor.has(formula)) {
      return;
    }
    TemplateSearch.Pool pool = predictor.pool(formula);
    List<CrystalCandidate> crystals = predictor.crystals(formula, pool);
    if (crystals.isEmpty()) {
      return;
    }
    StructureMatcher.Prepared wanted = StructureMatcher.prepare(truth.structure());
    float[][] features = predictor.features(formula, pool, crystals);
    lists.begin();
    for (int i = 0; i < features.length; i++) {
      lists.add(features[i], crystals.get(i).matches(wanted));
    }
  }
}
