package dev.weir.simulator.plant;

import dev.weir.chemistry.SpeciesName;
import dev.weir.flow.Feed;
import dev.weir.units.Concentration;

/**
 * What of a feed reacts.
 *
 * @param monomer1 in mol/L
 * @param monomer2 in mol/L
 * @param initiator in mol/L
 */
record Stock(double monomer1, double monomer2, double initiator) {
  /**
   * Reads a feed's bottle. Species that the plant does not react are solvent to it.
   *
   * @throws IllegalArgumentException when it holds a monomer or initiator that the bench does not
   *     name
   */
  static Stock of(Feed feed, PlantDescription plant) {
    for (SpeciesName species : feed.stock().keySet()) {
      boolean named =
          species.equals(plant.monomer1())
              || species.equals(plant.monomer2())
              || species.equals(plant.initiator());
      if (!named && Substances.isReactive(species)) {
        throw new IllegalArgumentException(
            "feed %s holds %s, but the simulated plant reacts only %s, %s and %s"
                .formatted(
                    feed.name(), species, plant.monomer1(), plant.monomer2(), plant.initiator()));
      }
    }
    return new Stock(
        molar(feed, plant.monomer1()),
        molar(feed, plant.monomer2()),
        molar(feed, plant.initiator()));
  }

  private static double molar(Feed feed, SpeciesName species) {
    Concentration found = feed.stock().get(species);
    return found == null ? 0.0 : found.canonicalValue();
  }
}
