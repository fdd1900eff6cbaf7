package dev.weir.reactor;

import dev.weir.flow.Setpoints;
import dev.weir.units.TemperatureDifference;

/** How hot a mixture can make itself; brought by whoever knows the chemistry of the feeds. */
@FunctionalInterface
public interface RecipeHeat {
  /**
   * Returns the adiabatic temperature rise, in K, of the mixture of these feeds at full conversion.
   * Called by the control thread; must be quick and pure.
   */
  TemperatureDifference adiabaticRise(Setpoints setpoints);
}
