package dev.weir.optimize.copolymer;

import dev.weir.chemistry.Initiator;
import dev.weir.chemistry.Monomer;
import dev.weir.chemistry.Monomers;
import dev.weir.chemistry.SpeciesName;

/**
 * Which substances react.
 *
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator the initiator
 */
public record CopolymerSystem(SpeciesName monomer1, SpeciesName monomer2, SpeciesName initiator) {
  /** Rejects a system of one monomer. */
  public CopolymerSystem {
    if (monomer1.equals(monomer2)) {
      throw new IllegalArgumentException("monomer 1 and monomer 2 are both " + monomer1);
    }
  }

  /** Tells whether the catalogue has the rates of both monomers and of the initiator. */
  public boolean isInCatalogue() {
    return Monomers.find(monomer1).isPresent()
        && Monomers.find(monomer2).isPresent()
        && Initiator.find(initiator).isPresent();
  }

  /**
   * Returns the constants of a monomer; those of MMA stand for one that is not in the catalogue.
   */
  static Monomer monomer(SpeciesName name) {
    return Monomers.find(name).orElse(Monomers.MMA);
  }

  /** Returns the constants of the initiator; those of AIBN stand for one that is not known. */
  Initiator initiatorConstants() {
    return Initiator.find(initiator).orElse(Initiator.AIBN);
  }
}
