package dev.weir.chemistry;

import dev.weir.units.Concentration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What shall enter the reactor: the wanted inlet concentration of each dissolved species. The
 * solvent fills the rest and is not listed.
 *
 * @param inlet concentration of each species after mixing, in name order
 */
public record Recipe(SortedMap<SpeciesName, Concentration> inlet) {
  /** Copies the map. */
  public Recipe {
    inlet = Collections.unmodifiableSortedMap(new TreeMap<>(inlet));
  }

  /** Returns the recipe of the given concentrations. */
  public static Recipe of(Map<SpeciesName, Concentration> inlet) {
    return new Recipe(new TreeMap<>(inlet));
  }
}
