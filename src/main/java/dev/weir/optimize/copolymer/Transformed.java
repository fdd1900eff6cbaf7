package dev.weir.optimize.copolymer;

import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;

/** The complementary log-log scale of conversions, u = ln(-ln(1 - X)), and noise. Pure. */
final class Transformed {
  /** Standard deviation where the analyser does not say, in mol/mol; assumed. */
  private static final double UNSTATED_NOISE = 0.01;

  /** Share of a monomer in the feed below which its measured conversion says nothing. */
  private static final double TRACE_IN_FEED = 0.005;

  private static final double SAYS_NOTHING = 1.0;

  private Transformed() {}

  /** Returns the conversion, in mol/mol. */
  static double back(double transformed) {
    return -StrictMath.expm1(-StrictMath.exp(transformed));
  }

  /** Returns by how much the conversion changes for a small change of u. */
  static double slopeOfBack(double transformed) {
    double odds = StrictMath.exp(transformed);
    return odds * StrictMath.exp(-odds);
  }

  /** Returns the variances of the two measured conversions of a run, in (mol/mol)². */
  static double[] noise(Observation observation) {
    Conditions conditions = observation.achieved();
    double f10 = conditions.feedComposition().value();
    return new double[] {
      variance(observation.outcome().conversion1(), f10),
      variance(observation.outcome().conversion2(), 1.0 - f10)
    };
  }

  private static double variance(MeasuredConversion measured, double shareInFeed) {
    double deviation =
        measured.standardDeviation() > 0.0 ? measured.standardDeviation() : UNSTATED_NOISE;
    return deviation * deviation + (shareInFeed < TRACE_IN_FEED ? SAYS_NOTHING : 0.0);
  }
}
