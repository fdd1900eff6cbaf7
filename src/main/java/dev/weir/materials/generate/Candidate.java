package dev.weir.materials.generate;

import dev.weir.materials.formula.Formula;
import java.util.Optional;

/**
 * A generated formula.
 *
 * @param formula reduced, not among the known ones
 * @param estimate of its formation energy by the small network, in eV/atom
 * @param parent the known formula from which it was made, if it was made from one
 */
public record Candidate(Formula formula, double estimate, Optional<Formula> parent) {}
