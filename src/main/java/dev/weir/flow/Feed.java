package dev.weir.flow;

import dev.weir.chemistry.SpeciesName;
import dev.weir.units.Concentration;
import dev.weir.units.FlowRate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One stream into the mixer.
 *
 * @param name its name
 * @param stock concentration of each dissolved species in the bottle or syringe; empty for pure
 *     solvent
 * @param lowest the smallest flow its pump delivers evenly (turndown); zero flow is always possible
 * @param highest the largest flow its pump delivers
 */
public record Feed(
    FeedName name, SortedMap<SpeciesName, Concentration> stock, FlowRate lowest, FlowRate highest) {
  /** Copies the map and checks that the range is not upside down. */
  public Feed {
    stock = Collections.unmodifiableSortedMap(new TreeMap<>(stock));
    if (lowest.microlitresPerMinute() > highest.microlitresPerMinute()) {
      throw new IllegalArgumentException(
          "feed %s: lowest flow %s is above highest %s".formatted(name, lowest, highest));
    }
  }

  /** Tells whether this feed carries nothing but solvent. */
  public boolean isSolvent() {
    return stock.isEmpty();
  }
}
