package dev.weir.learn.validation;

import dev.weir.chemistry.FeedComposition;
import dev.weir.learn.data.LearningRun;
import dev.weir.learn.regress.Normal;
import java.util.List;

/**
 * Normal noise of the analyser, independent on X1 and X2, and what follows from it for X = f10 X1 +
 * (1 - f10) X2 and F1 = f10 X1 / X in first order.
 *
 * @param deviation root mean square over the runs that were learnt, in mol/mol; 0 when the analyser
 *     does not say
 */
record AnalyserNoise(double deviation) {
  static AnalyserNoise of(List<LearningRun> runs) {
    double squares = 0.0;
    for (LearningRun run : runs) {
      double one = run.conversion1().standardDeviation();
      double two = run.conversion2().standardDeviation();
      squares += (one * one + two * two) / (2.0 * runs.size());
    }
    return new AnalyserNoise(Math.sqrt(squares));
  }

  /** Returns the deviation of F1 where X1 and X2 are so large, in mol/mol. */
  static double ofComposition(double f10, double conversion, double f1, double deviation) {
    return deviation
        * Math.hypot(f10 * (1.0 - f1), (1.0 - f10) * f1)
        / Math.max(conversion, Math.max(deviation, Double.MIN_NORMAL));
  }

  /** Returns what is measured where the truth is so distributed, F1 direct as given. */
  RunPrediction measured(FeedComposition feed, Truth truth, Normal compositionDirect) {
    double f10 = feed.value();
    double ofShare =
        ofComposition(f10, truth.conversion().mean(), truth.composition().mean(), deviation);
    return new RunPrediction(
        with(truth.conversion1(), deviation),
        with(truth.conversion2(), deviation),
        with(truth.conversion(), deviation * Math.hypot(f10, 1.0 - f10)),
        with(compositionDirect, ofShare),
        with(truth.composition(), ofShare));
  }

  /**
   * The truth of a run, without noise, each in mol/mol.
   *
   * @param conversion1 X1
   * @param conversion2 X2
   * @param conversion X
   * @param composition F1
   */
  record Truth(Normal conversion1, Normal conversion2, Normal conversion, Normal composition) {}

  private static Normal with(Normal truth, double noise) {
    return new Normal(truth.mean(), Math.hypot(truth.standardDeviation(), noise));
  }
}
