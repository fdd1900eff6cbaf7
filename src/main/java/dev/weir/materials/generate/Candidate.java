package dev.weir.materials.generate;

import dev.weir.materials.formula.Formula;

/**
 * A generated formula.
 *
 * @param formula reduced, not among the known ones
 * @param estimate of its formation energy by the small network, in eV/atom
 * @param parent the known formula from which it was made
 */
public record Candidate(Formula formula, double estimate, Formula parent) {}
