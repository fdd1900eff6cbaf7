package dev.weir.app.bench;

import dev.weir.app.learning.LearningFiles;
import dev.weir.app.terminal.Progress;
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
    double[] floor = floor();
    page.accept("");
    page.accept(
        String.format(
            Locale.ROOT,
            "The analyser's noise alone: RMSE of X %.4f, of F1 %.4f mol/mol; nobody's error against measured values can be less.",
            floor[0],
            floor[1]));
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

  /** What a table is scored on. */
  private record Repeat(RunTable pool, List<LearningRun> truth, List<Integer> order) {
    List<Integer> scored() {
      return order.subList(order.size() - SCORED_RUNS, order.size());
    }

    RunTable training(int runs) {
      return pool.choose(order.subList(0, runs).stream().mapToInt(Integer::intValue).toArray());
    }
  }

  private Repeat repeat(int number) {
    RunTable pool = SyntheticRuns.make(POOL_PER_COMONOMER, seed + 1 + number);
    return new Repeat(
        pool,
        SyntheticRuns.make(POOL_PER_COMONOMER, seed + 1 + number, 0.0).runs(),
        Arrays.stream(Tuning.folds(pool.size(), 1, seed + number).getFirst()).boxed().toList());
  }

  /** Root mean squares of what the analyser adds to the truth of the scored runs. */
  private double[] floor() {
    double[] squares = new double[TARGETS.size()];
    for (int number = 0; number < repeats; number++) {
      Repeat repeat = repeat(number);
      for (int row : repeat.scored()) {
        for (int k = 0; k < squares.length; k++) {
          double measured = TARGETS.get(k).measured(repeat.pool().runs().get(row));
          double noise = measured - TARGETS.get(k).measured(repeat.truth().get(row));
          squares[k] += noise * noise / (repeats * SCORED_RUNS);
        }
      }
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  private String cell(Learner learner, int runs) {
    double[] squares = new double[TARGETS.size()];
    double[] trueSquares = new double[TARGETS.size()];
    double[] held = new double[TARGETS.size()];
    int count = repeats * SCORED_RUNS;
    for (int number = 0; number < repeats; number++) {
      Repeat repeat = repeat(number);
      Learner.Taught taught = learner.learn(repeat.training(runs), seed);
      for (int row : repeat.scored()) {
        LearningRun run = repeat.pool().runs().get(row);
        RunPrediction prediction = taught.at(run);
        for (int k = 0; k < TARGETS.size(); k++) {
          Normal normal = TARGETS.get(k).predicted(prediction);
          double measured = TARGETS.get(k).measured(run);
          squares[k] += Math.pow(normal.mean() - measured, 2) / count;
          trueSquares[k] +=
              Math.pow(normal.mean() - TARGETS.get(k).measured(repeat.truth().get(row)), 2) / count;
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
