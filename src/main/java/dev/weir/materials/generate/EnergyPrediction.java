package dev.weir.materials.generate;

import dev.weir.materials.data.FormationEnergy;
import java.util.Locale;

/**
 * What a predictor says of a formula.
 *
 * @param mean of the ensemble, in eV/atom
 * @param halfWidth of the interval that holds the truth in 95 of 100 cases, in eV/atom, above 0
 */
public record EnergyPrediction(double mean, double halfWidth) {
  /** Rejects values that are not finite, and a width that is not above 0. */
  public EnergyPrediction {
    if (!Double.isFinite(mean) || !Double.isFinite(halfWidth) || halfWidth <= 0.0) {
      throw new IllegalArgumentException(
          "a prediction needs finite numbers, was %s +- %s eV/atom".formatted(mean, halfWidth));
    }
  }

  /** Tells whether the interval of 95 % holds an energy. */
  public boolean holds(FormationEnergy energy) {
    return Math.abs(energy.electronvoltsPerAtom() - mean) <= halfWidth;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f ± %.3f eV/atom", mean, halfWidth);
  }
}
