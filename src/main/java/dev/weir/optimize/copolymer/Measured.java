package dev.weir.optimize.copolymer;

import dev.weir.chemistry.FeedComposition;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;

/**
 * What the kinetics learns from a run.
 *
 * @param conditions as achieved
 * @param conversion1 of monomer 1, as measured
 * @param conversion2 of monomer 2, as measured
 */
public record Measured(
    Conditions conditions, MeasuredConversion conversion1, MeasuredConversion conversion2) {
  /** Standard deviation where the analyser does not say, in mol/mol; assumed. */
  private static final double UNSTATED_NOISE = 0.01;

  /** Share of a monomer in the feed below which its measured conversion says nothing. */
  private static final double TRACE_IN_FEED = 0.005;

  /** Variance of a conversion that says nothing, in (mol/mol)². */
  private static final double SAYS_NOTHING = 1.0;

  /** Returns what an observation teaches. */
  public static Measured of(Observation observation) {
    return new Measured(
        observation.achieved(),
        observation.outcome().conversion1(),
        observation.outcome().conversion2());
  }

  /** Returns the same run with the monomers numbered the other way round. */
  Measured turned() {
    return new Measured(
        new Conditions(
            new FeedComposition(1.0 - conditions.feedComposition().value()),
            conditions.residenceTime(),
            conditions.temperature(),
            conditions.totalMonomer(),
            conditions.initiator()),
        conversion2,
        conversion1);
  }

  /** Returns the variances of the two measured conversions, in (mol/mol)². */
  double[] noise() {
    double f10 = conditions.feedComposition().value();
    return new double[] {variance(conversion1, f10), variance(conversion2, 1.0 - f10)};
  }

  private static double variance(MeasuredConversion measured, double shareInFeed) {
    double deviation =
        measured.standardDeviation() > 0.0 ? measured.standardDeviation() : UNSTATED_NOISE;
    return deviation * deviation + (shareInFeed < TRACE_IN_FEED ? SAYS_NOTHING : 0.0);
  }
}
