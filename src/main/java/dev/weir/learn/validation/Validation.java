package dev.weir.learn.validation;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;
import dev.weir.learn.regress.Normal;
import dev.weir.learn.regress.Tuning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores of a learner on runs that it did not see. Pure; any thread. */
public final class Validation {
  private Validation() {}

  /**
   * Scores by target.
   *
   * @param learner its name
   * @param split how runs were held out
   * @param scores one for each target
   * @param predictions what was expected of each run, in the order of the table, while held out
   */
  public record Result(
      String learner, Split split, Map<Target, Score> scores, List<RunPrediction> predictions) {
    /** Copies. */
    public Result {
      scores = Collections.unmodifiableMap(new EnumMap<>(scores));
      predictions = List.copyOf(predictions);
    }
  }

  /** Holds each run out once, learns from the others, and scores what was expected of it. */
  public static Result of(Learner learner, RunTable table, Split split, long seed) {
    TreeMap<Integer, RunPrediction> heldOut = new TreeMap<>();
    for (int[] fold : split.folds(table, seed)) {
      RunTable training = table.choose(Tuning.without(table.size(), fold));
      Learner.Taught taught = learner.learn(training, seed);
      for (int row : fold) {
        heldOut.put(row, taught.at(table.runs().get(row)));
      }
    }
    List<RunPrediction> predictions = List.copyOf(heldOut.values());
    return new Result(learner.title(), split, scores(predictions, table.runs()), predictions);
  }

  /**
   * How runs are held out.
   *
   * @param split the kind
   * @param seed of the folds and of the learner
   */
  public record Turns(Split split, long seed) {}

  /**
   * Holds each run of a table out once, as {@link #of} does, but learns from other runs: those that
   * a learner knew before, without the held-out ones. So two predictors with different knowledge
   * are judged on the same runs, none of which they saw.
   *
   * @param known at least two of them must be left in every turn
   */
  public static Result withOther(
      Learner learner, RunTable table, List<LearningRun> known, Turns turns) {
    TreeMap<Integer, RunPrediction> heldOut = new TreeMap<>();
    for (int[] fold : turns.split().folds(table, turns.seed())) {
      List<LearningRun> out = new ArrayList<>();
      for (int row : fold) {
        out.add(table.runs().get(row));
      }
      List<LearningRun> left = known.stream().filter(run -> !out.contains(run)).toList();
      Learner.Taught taught = learner.learn(new RunTable(table.origin(), left), turns.seed());
      for (int row : fold) {
        heldOut.put(row, taught.at(table.runs().get(row)));
      }
    }
    List<RunPrediction> predictions = List.copyOf(heldOut.values());
    return new Result(
        learner.title(), turns.split(), scores(predictions, table.runs()), predictions);
  }

  /** Learns from one table and scores on another. */
  public static Map<Target, Score> onOthers(
      Learner learner, RunTable training, RunTable others, long seed) {
    Learner.Taught taught = learner.learn(training, seed);
    return scores(others.runs().stream().map(taught::at).toList(), others.runs());
  }

  private static Map<Target, Score> scores(
      List<RunPrediction> predictions, List<LearningRun> runs) {
    Map<Target, Score> scores = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      List<Normal> predicted = new ArrayList<>();
      List<Double> measured = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        predicted.add(target.predicted(predictions.get(i)));
        measured.add(target.measured(runs.get(i)));
      }
      scores.put(target, Score.of(predicted, measured));
    }
    return scores;
  }
}
