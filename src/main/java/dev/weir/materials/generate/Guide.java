package dev.weir.materials.generate;

/**
 * What is known of the region of a request: which formulas are plausible there, and by how much the
 * small network errs.
 *
 * @param critic of formulas there
 * @param offset by which the ensemble's energies exceed the small network's, in eV/atom
 */
record Guide(PlausibilityCritic critic, EnergyGuess guess, double offset) {}
