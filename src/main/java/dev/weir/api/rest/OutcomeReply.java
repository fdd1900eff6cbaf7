package dev.weir.api.rest;

import dev.weir.experiment.Outcome;
import dev.weir.optimize.Proposal;

/**
 * What came out of a run, or is expected to; every number in mol/mol.
 *
 * @param copolymerCompositionF1 cumulative mole fraction of monomer 1 in the polymer
 * @param copolymerCompositionF1Deviation its standard deviation
 * @param conversion overall molar conversion
 * @param conversionDeviation its standard deviation
 */
public record OutcomeReply(
    double copolymerCompositionF1,
    double copolymerCompositionF1Deviation,
    double conversion,
    double conversionDeviation) {
  static OutcomeReply of(Outcome outcome) {
    return new OutcomeReply(
        outcome.copolymerComposition(),
        outcome.copolymerCompositionDeviation(),
        outcome.conversion(),
        outcome.conversionDeviation());
  }

  static OutcomeReply of(Proposal.Predicted predicted) {
    return new OutcomeReply(
        predicted.copolymerComposition(),
        predicted.copolymerCompositionDeviation(),
        predicted.conversion(),
        predicted.conversionDeviation());
  }
}
