package dev.weir.materials.generate;

import dev.weir.materials.formula.Formula;

/**
 * The energy of a formula by one small network that has learned from the ensemble: a little less
 * exact, and much faster. Owned by one thread, whose room for the numbers it keeps.
 */
final class QuickEnergy {
  private final EnergyPredictor.Scale scale;
  private final ElementSetNetwork network;
  private final ElementSetNetwork.Room room;
  private final ElementTokens tokens = new ElementTokens(Slots.MOST);

  QuickEnergy(EnergyPredictor.Scale scale, ElementSetNetwork network) {
    this.scale = scale;
    this.network = network;
    this.room = network.room(Slots.MOST);
  }

  /** Returns the formation energy, in eV/atom. */
  double of(Formula formula) {
    return scale.energy(network.evaluate(new ElementTokens(formula)));
  }

  /** Returns the formation energy of a reduced formula in slots, in eV/atom. */
  double of(Slots slots) {
    tokens.load(slots);
    return scale.energy(network.evaluate(tokens, room));
  }
}
