package dev.weir.learn.validation;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;

/** A way to learn from runs that validation can hold against others. */
public interface Learner {
  /** Returns its name in tables. */
  String title();

  /**
   * Learns from runs, choosing whatever settings it has on them alone.
   *
   * @param training at least two runs
   * @param seed of every random choice
   */
  Taught learn(RunTable training, long seed);

  /** What was learnt. Immutable; any thread. */
  @FunctionalInterface
  interface Taught {
    /** Returns what is expected; of the run only monomers and conditions are looked at. */
    RunPrediction at(LearningRun run);
  }
}
