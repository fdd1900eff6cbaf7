package dev.weir.materials.generate;

/** Something that makes formulas with a wanted formation energy. Immutable; any thread. */
public sealed interface FormulaGenerator permits SubstitutionGenerator, AdversarialGenerator {
  /**
   * Generates formulas. Ends with fewer when the request leaves too little room.
   *
   * @param seed the same seed gives the same formulas
   * @throws IllegalArgumentException when the rule needs oxidation states and there are none
   */
  Generation generate(GenerationRequest request, long seed);
}
