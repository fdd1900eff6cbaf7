package dev.weir.chemistry;

import dev.weir.units.Concentration;

/**
 * What enters a copolymerisation.
 *
 * @param monomer1 concentration of monomer 1
 * @param monomer2 concentration of monomer 2; at least one monomer must be above zero
 * @param initiator concentration of the initiator
 */
public record Inlet(Concentration monomer1, Concentration monomer2, Concentration initiator) {
  /** Rejects an inlet without monomer. */
  public Inlet {
    if (monomer1.molesPerLitre() + monomer2.molesPerLitre() <= 0.0) {
      throw new IllegalArgumentException("an inlet needs monomer above 0 mol/L");
    }
  }

  /** Returns the concentration of both monomers together. */
  public Concentration totalMonomer() {
    return new Concentration(monomer1.molesPerLitre() + monomer2.molesPerLitre());
  }

  /** Returns the mole fraction of monomer 1 in the monomers, f10. */
  public FeedComposition feedComposition() {
    return new FeedComposition(monomer1.molesPerLitre() / totalMonomer().molesPerLitre());
  }
}
