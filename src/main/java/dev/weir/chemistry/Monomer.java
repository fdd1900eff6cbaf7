package dev.weir.chemistry;

import dev.weir.units.Fraction;

/**
 * A monomer with what radical kinetics needs of it.
 *
 * @param name short name, as in recipes
 * @param title full name
 * @param smiles structure
 * @param molarMass of the monomer and of its unit in the chain
 * @param propagation homopropagation, in L/(mol s)
 * @param termination of its radicals with each other, in L/(mol s); radical concentration is sqrt(f
 *     kd [I] / kt)
 * @param disproportionation share of terminations that end as two chains
 * @param transfer ratio of transfer to monomer over propagation, dimensionless, 0 or more
 * @param heatReleased by the polymerisation of one mole, positive
 * @param remarks which of these numbers are assumed, beside those whose origin says so
 */
public record Monomer(
    SpeciesName name,
    String title,
    String smiles,
    MolarMass molarMass,
    Arrhenius propagation,
    Arrhenius termination,
    Fraction disproportionation,
    double transfer,
    MolarEnergy heatReleased,
    String remarks) {
  /** Rejects a negative transfer ratio and a polymerisation that takes up heat. */
  public Monomer {
    if (!(transfer >= 0.0)) {
      throw new IllegalArgumentException("transfer ratio must be >= 0, was " + transfer);
    }
    if (heatReleased.kilojoulesPerMole() <= 0.0) {
      throw new IllegalArgumentException("heat released must be > 0 kJ/mol, was " + heatReleased);
    }
  }
}
