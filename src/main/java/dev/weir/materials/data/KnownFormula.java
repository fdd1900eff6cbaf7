package dev.weir.materials.data;

import dev.weir.materials.formula.Formula;

/**
 * A compound of which the formation energy is known.
 *
 * @param formula in reduced form
 * @param energy the lowest known formation energy of this formula
 */
public record KnownFormula(Formula formula, FormationEnergy energy) {
  /** Rejects a formula that is not reduced. */
  public KnownFormula {
    if (!formula.reduced().equals(formula)) {
      throw new IllegalArgumentException(formula + " is not in reduced form");
    }
  }
}
