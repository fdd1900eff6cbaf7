package dev.weir.learn.validation;

import dev.weir.learn.data.LearningRun;
import dev.weir.learn.data.RunTable;

/**
 * A learner that sees every pair with MMA as monomer 2, whichever way a table numbers the two, and
 * answers in the numbering of the question.
 *
 * @param learner the one that learns
 */
public record OrientedLearner(Learner learner) implements Learner {
  @Override
  public String title() {
    return learner.title();
  }

  @Override
  public Taught learn(RunTable training, long seed) {
    Taught taught = learner.learn(training.oriented(), seed);
    return run -> {
      LearningRun oriented = run.oriented();
      RunPrediction prediction = taught.at(oriented);
      return oriented.monomer1().equals(run.monomer1()) ? prediction : prediction.turned();
    };
  }
}
