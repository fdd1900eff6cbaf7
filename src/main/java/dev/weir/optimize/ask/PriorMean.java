package dev.weir.optimize.ask;

import dev.weir.learn.FunctionDraws;
import java.util.List;

/**
 * What earlier tables say of an output beforehand, in its warped values: a constant and a weighted
 * sum of what was learnt from each. Immutable; any thread.
 *
 * @param constant in warped values
 * @param parts of the sum
 */
record PriorMean(double constant, List<Part> parts) {
  /** Keeps its own list. */
  PriorMean {
    parts = List.copyOf(parts);
  }

  /**
   * One table.
   *
   * @param factor of its function
   * @param function the posterior mean that was learnt from it
   */
  record Part(double factor, FunctionDraws function) {}

  /** Returns the value at a point, by its features. */
  double value(double[] features) {
    double value = constant;
    for (Part part : parts) {
      value += part.factor() * part.function().at(features).mean(0);
    }
    return value;
  }

  /**
   * Adds the gradient by the features.
   *
   * @param weight of the value in what is differentiated
   */
  void addGradient(double[] features, double weight, double[] gradient) {
    for (Part part : parts) {
      part.function()
          .at(features)
          .addGradient(new double[] {weight * part.factor()}, 0.0, gradient);
    }
  }
}
