package dev.weir.simulator.plant;

import java.util.OptionalDouble;

/**
 * What was drawn at the sampling point at one moment: true amounts, free of noise.
 *
 * @param monomer1 unreacted, mol/L
 * @param monomer2 unreacted, mol/L
 * @param polymer1 units of monomer 1 in polymer, mol/L
 * @param polymer2 units of monomer 2 in polymer, mol/L
 */
public record Aliquot(double monomer1, double monomer2, double polymer1, double polymer2) {
  /** Below this much of a monomer, reacted or not, mol/L, an analyser sees nothing. */
  private static final double DETECTED = 1e-4;

  /** Returns the conversion of monomer 1, mol/mol; nothing when there is none of it. */
  public OptionalDouble conversion1() {
    return conversion(monomer1, polymer1);
  }

  /** Returns the conversion of monomer 2, mol/mol; nothing when there is none of it. */
  public OptionalDouble conversion2() {
    return conversion(monomer2, polymer2);
  }

  private static OptionalDouble conversion(double unreacted, double reacted) {
    double sum = unreacted + reacted;
    return sum < DETECTED ? OptionalDouble.empty() : OptionalDouble.of(reacted / sum);
  }
}
