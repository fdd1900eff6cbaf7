package dev.weir.learn.data;

import dev.weir.chemistry.FeedComposition;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;
import dev.weir.device.Analysis.MeasuredConversion;
import dev.weir.experiment.Conditions;
import dev.weir.experiment.Observation;

/**
 * A run to learn from: which monomers, under which conditions, and what came out.
 *
 * @param monomer1 that f1 and F1 speak of
 * @param monomer2 the other one
 * @param conditions as achieved
 * @param conversion1 of monomer 1, as measured
 * @param conversion2 of monomer 2, as measured
 */
public record LearningRun(
    SpeciesName monomer1,
    SpeciesName monomer2,
    Conditions conditions,
    MeasuredConversion conversion1,
    MeasuredConversion conversion2) {
  /** Relative difference that writing and reading a number may bring. */
  private static final double ROUNDING = 1e-9;

  /** Rejects a run of one monomer, and one whose feed holds no monomer 1 or no monomer 2. */
  public LearningRun {
    if (monomer1.equals(monomer2)) {
      throw new IllegalArgumentException("monomer 1 and monomer 2 are both " + monomer1);
    }
    double f10 = conditions.feedComposition().value();
    if (f10 <= 0.0 || f10 >= 1.0) {
      throw new IllegalArgumentException(
          "a run to learn from needs a feed composition between 0 and 1 mol/mol, was " + f10);
    }
  }

  /** Returns what a recorded observation teaches. */
  public static LearningRun of(
      SpeciesName monomer1, SpeciesName monomer2, Observation observation) {
    return new LearningRun(
        monomer1,
        monomer2,
        observation.achieved(),
        observation.outcome().conversion1(),
        observation.outcome().conversion2());
  }

  /** Returns the same run with the monomers numbered the other way round. */
  public LearningRun swapped() {
    Conditions turned =
        new Conditions(
            new FeedComposition(1.0 - conditions.feedComposition().value()),
            conditions.residenceTime(),
            conditions.temperature(),
            conditions.totalMonomer(),
            conditions.initiator());
    return new LearningRun(monomer2, monomer1, turned, conversion2, conversion1);
  }

  /** Returns the same run with MMA as monomer 2; itself when neither monomer is MMA. */
  public LearningRun oriented() {
    return monomer1.equals(Monomers.MMA.name()) ? swapped() : this;
  }

  /**
   * Tells whether this is another record of the same run: the same monomers, conditions and
   * conversions but for the rounding that a table may have brought.
   */
  public boolean isSameAs(LearningRun other) {
    return monomer1.equals(other.monomer1)
        && monomer2.equals(other.monomer2)
        && isClose(conditions.feedComposition().value(), other.conditions.feedComposition().value())
        && isClose(conditions.residenceTime().seconds(), other.conditions.residenceTime().seconds())
        && isClose(conditions.temperature().kelvins(), other.conditions.temperature().kelvins())
        && isClose(
            conditions.totalMonomer().molesPerLitre(),
            other.conditions.totalMonomer().molesPerLitre())
        && isClose(
            conditions.initiator().molesPerLitre(), other.conditions.initiator().molesPerLitre())
        && isClose(conversion1.value(), other.conversion1.value())
        && isClose(conversion2.value(), other.conversion2.value());
  }

  private static boolean isClose(double one, double other) {
    return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
  }

  /** Returns the measured overall molar conversion X = f10 X1 + (1 - f10) X2, in mol/mol. */
  public double conversion() {
    double f10 = conditions.feedComposition().value();
    return f10 * conversion1.value() + (1.0 - f10) * conversion2.value();
  }

  /** Returns the measured cumulative composition F1 = f10 X1 / X, in mol/mol. */
  public double copolymerComposition() {
    return conditions.feedComposition().value() * conversion1.value() / conversion();
  }
}
