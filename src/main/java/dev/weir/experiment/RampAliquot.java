package dev.weir.experiment;

import dev.weir.units.TimeSpan;

/**
 * What an observation made on a ramp says beside that of a steady state.
 *
 * @param number of the aliquot within its run, from 2: the first is that of the steady state
 * @param ageDeviation standard deviation of the residence time within the aliquot
 * @param steadyAgeDeviation what it would be in a constant flow with the same mean
 * @param addedDeviation1 standard deviation that the difference adds to the conversion of monomer
 *     1, in mol/mol
 * @param addedDeviation2 the same of monomer 2
 */
public record RampAliquot(
    int number,
    TimeSpan ageDeviation,
    TimeSpan steadyAgeDeviation,
    double addedDeviation1,
    double addedDeviation2) {
  /** Rejects the numbers that are not of a ramp. */
  public RampAliquot {
    if (number < 2) {
      throw new IllegalArgumentException("aliquots of a ramp start at 2, was " + number);
    }
  }
}
