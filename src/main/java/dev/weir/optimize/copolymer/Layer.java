package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;
import dev.weir.learn.Prediction;
import java.util.List;

/**
 * A surrogate of the two conversions, learnt from all runs. Immutable; any thread.
 *
 * <p>Draw number n of every prediction of one layer belongs to the same possible truth.
 */
interface Layer {
  /** How many draws every prediction has. */
  int DRAWS = 128;

  /** Returns which one it is, in a few words. */
  String word();

  /** Returns what is expected under the given conditions, {@value #DRAWS} draws. */
  Prediction predict(Conditions conditions);

  /** Returns for each run what the other runs predict of its measured conversions. */
  List<LeftOut> leaveOneOut();
}
