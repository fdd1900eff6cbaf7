package dev.weir.learn.validation;

import dev.weir.learn.regress.Normal;

/**
 * What a learner expects to be measured in a run.
 *
 * @param conversion1 X1, in mol/mol
 * @param conversion2 X2, in mol/mol
 * @param conversion overall X, in mol/mol
 * @param compositionDirect F1 as learnt by itself, in mol/mol
 * @param compositionFromConversions F1 that follows from the predicted conversions, in mol/mol
 */
public record RunPrediction(
    Normal conversion1,
    Normal conversion2,
    Normal conversion,
    Normal compositionDirect,
    Normal compositionFromConversions) {
  /** Returns the same prediction with the monomers numbered the other way round. */
  RunPrediction turned() {
    return new RunPrediction(
        conversion2,
        conversion1,
        conversion,
        rest(compositionDirect),
        rest(compositionFromConversions));
  }

  private static Normal rest(Normal share) {
    return new Normal(1.0 - share.mean(), share.standardDeviation());
  }
}
