package dev.weir.learn;

import dev.weir.experiment.Conditions;

/** Says what would come out of a run. Immutable; any thread. */
public interface Predictor {
  /**
   * Returns what is expected under the given conditions. Draw number n of every prediction of one
   * predictor belongs to the same possible truth, as far as the observations tell.
   */
  Prediction predict(Conditions conditions);
}
