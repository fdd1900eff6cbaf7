package dev.weir.app;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.data.SyntheticRuns;
import dev.weir.learn.features.FeatureSet;
import dev.weir.learn.features.QuantumTable;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.regress.RegressorKind;
import dev.weir.learn.regress.Tuning;
import dev.weir.learn.validation.KineticLearner;
import dev.weir.learn.validation.Learner;
import dev.weir.learn.validation.RunPrediction;
import dev.weir.learn.validation.StatisticalLearner;
import dev.weir.learn.validation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Errors against the number of training runs, each time on tables with truths of their own: against
 * what the analyser said of the held-out runs, and against the truth, which only a synthetic table
 * knows.
 */
final class LearnCurve {
  private static final int[] TRAINING_RUNS = {8, 16, 32, 64};
  private static final int POOL_PER_COMONOMER = 40;
  private static final int SCORED_RUNS = 100;
  private static final List<Target> TARGETS =
      List.of(Target.CONVERSION, Target.COMPOSITION_FROM_CONVERSIONS);

  private final long seed;
  private final int repeats;
  private final String wanted;

  /**
   * Creates one.
   *
   * @param repeats tables, each with a truth, an order of runs and noise of its own
   * @param wanted only learners whose title holds this text
   */
  LearnCurve(long seed, int repeats, String wanted) {
    this.seed = seed;
    this.repeats = repeats;
    this.wanted = wanted;
  }

  void say(Consumer<String> page, Progress progress) {
    List<Learner> learners = learners();
    page.accept("");
    page.accept("## Errors against the number of training runs");
    page.accept("");
    page.accept(
        "Data: %d synthetic tables of five comonomers with MMA, seeds from %d, noise %s mol/mol; trained on the first runs of a random order, scored on %d others. RMSE of X, of F1 from conversions in mol/mol; the same against the truth without noise; share of X, of F1 as measured within the 95 %% intervals."
            .formatted(repeats, seed + 1, SyntheticRuns.NOISE, SCORED_RUNS));
    page.accept("");
    page.accept(
        "| runs | " + String.join(" | ", learners.stream().map(Learner::title).toList()) + " |");
    page.accept("|---|" + "---|".repeat(learners.size()));
    for (int runs : TRAINING_RUNS) {
      StringBuilder line = new StringBuilder("| " + runs + " |");
      for (Learner learner : learners) {
        progress.tell(() -> runs + " runs, " + learner.title());
        line.append(cell(learner, runs));
      }
      page.accept(line.toString());
    }
  }

  private List<Learner> learners() {
    RunTable any = SyntheticRuns.make(1, seed);
    List<Learner> learners = new ArrayList<>();
    for (RegressorKind kind : RegressorKind.values()) {
      learners.add(
          new StatisticalLearner(
              kind, FeatureSet.A_D, LearningFiles.features(any, QuantumTable.SHIPPED)));
    }
    learners.add(new KineticLearner(QuantumTable.SHIPPED, Set.of()));
    return learners.stream().filter(learner -> learner.title().contains(wanted)).toList();
  }

  private String cell(Learner learner, int runs) {
    double[] squares = new double[TARGETS.size()];
    double[] trueSquares = new double[TARGETS.size()];
    double[] held = new double[TARGETS.size()];
    int count = repeats * SCORED_RUNS;
    for (int repeat = 0; repeat < repeats; repeat++) {
      RunTable pool = SyntheticRuns.make(POOL_PER_COMONOMER, seed + 1 + repeat);
      List<LearningRun> truth =
          SyntheticRuns.make(POOL_PER_COMONOMER, seed + 1 + repeat, 0.0).runs();
      int[] order = Tuning.folds(pool.size(), 1, seed + repeat).getFirst();
      Learner.Taught taught = learner.learn(pool.choose(Arrays.copyOf(order, runs)), seed);
      for (int row : Arrays.copyOfRange(order, order.length - SCORED_RUNS, order.length)) {
        LearningRun run = pool.runs().get(row);
        RunPrediction prediction = taught.at(run);
        for (int k = 0; k < TARGETS.size(); k++) {
          Normal normal = TARGETS.get(k).predicted(prediction);
          double measured = TARGETS.get(k).measured(run);
          squares[k] += Math.pow(normal.mean() - measured, 2) / count;
          trueSquares[k] +=
              Math.pow(normal.mean() - TARGETS.get(k).measured(truth.get(row)), 2) / count;
          held[k] += normal.holds(measured) ? 1.0 / count : 0.0;
        }
      }
    }
    return String.format(
        Locale.ROOT,
        " %.4f, %.4f; %.4f, %.4f; %.3f, %.3f |",
        Math.sqrt(squares[0]),
        Math.sqrt(squares[1]),
        Math.sqrt(trueSquares[0]),
        Math.sqrt(trueSquares[1]),
        held[0],
        held[1]);
  }
}
