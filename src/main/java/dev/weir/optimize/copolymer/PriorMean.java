package dev.weir.optimize.copolymer;

import dev.weir.experiment.Conditions;

/**
 * What stands under the terminal model of a {@link KineticBelief}: how its independent coordinates
 * become kinetic parameters, and what is known beyond the model before a campaign's own runs.
 * Implementations are immutable; any thread.
 */
public interface PriorMean {
  /** Returns the vector of {@link KineticParameter}s at the coordinates. */
  double[] parameters(double[] coordinates);

  /** Adds what is known beyond the model to the two transformed conversions. */
  void add(Conditions conditions, double[] transformed);

  /** The terminal model by itself: coordinates are parameters. */
  static PriorMean terminalModel() {
    return new PriorMean() {
      @Override
      public double[] parameters(double[] coordinates) {
        return coordinates;
      }

      @Override
      public void add(Conditions conditions, double[] transformed) {}
    };
  }
}
