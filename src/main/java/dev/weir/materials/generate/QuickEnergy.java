package dev.weir.materials.generate;

import dev.weir.materials.formula.Formula;
import java.util.List;

/** The energy of a formula by one small network: less exact than the ensemble, and much faster. */
final class QuickEnergy {
  private final FormulaFeatures features;
  private final EnergyPredictor.Scale scale;
  private final DenseNetwork network;

  QuickEnergy(FormulaFeatures features, EnergyPredictor.Scale scale, DenseNetwork network) {
    this.features = features;
    this.scale = scale;
    this.network = network;
  }

  /** Returns the formation energy, in eV/atom. */
  double of(Formula formula) {
    return scale.energy(network.evaluate(features.of(List.of(formula))[0])[0]);
  }
}
