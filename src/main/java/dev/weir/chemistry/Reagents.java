package dev.weir.chemistry;

import dev.weir.units.Concentration;
import java.util.Map;
import java.util.Optional;

/**
 * Which species of a recipe play which part in a copolymerisation.
 *
 * @param monomer1 the monomer that f1 and F1 speak of
 * @param monomer2 the other one
 * @param initiator what starts the chains
 */
public record Reagents(SpeciesName monomer1, SpeciesName monomer2, SpeciesName initiator) {
  /** Rejects a species with two parts. */
  public Reagents {
    if (monomer1.equals(monomer2) || monomer1.equals(initiator) || monomer2.equals(initiator)) {
      throw new IllegalArgumentException(
          "monomer 1, monomer 2 and initiator must be three species, were %s, %s, %s"
              .formatted(monomer1, monomer2, initiator));
    }
  }

  /**
   * Returns the recipe with the given inlet.
   *
   * @param f10 mole fraction of monomer 1 in the monomers
   * @param totalMonomer concentration of both monomers together
   * @param initiatorConcentration concentration of the initiator
   */
  public Recipe recipe(
      FeedComposition f10, Concentration totalMonomer, Concentration initiatorConcentration) {
    double total = totalMonomer.molesPerLitre();
    return Recipe.of(
        Map.of(
            monomer1, new Concentration(f10.value() * total),
            monomer2, new Concentration((1.0 - f10.value()) * total),
            initiator, initiatorConcentration));
  }

  /** Returns what of these three enters by a recipe; nothing when it holds no monomer. */
  public Optional<Inlet> inlet(Recipe recipe) {
    Concentration none = new Concentration(0.0);
    Concentration first = recipe.inlet().getOrDefault(monomer1, none);
    Concentration second = recipe.inlet().getOrDefault(monomer2, none);
    if (first.molesPerLitre() + second.molesPerLitre() <= 0.0) {
      return Optional.empty();
    }
    return Optional.of(new Inlet(first, second, recipe.inlet().getOrDefault(initiator, none)));
  }
}
