package dev.weir.optimize.ask;

import java.util.OptionalDouble;

/**
 * Something that is measured after a run.
 *
 * @param name in formulas and tables
 * @param unit perhaps empty
 * @param noise standard deviation of its measurement, in its unit, zero or more; empty: inferred
 */
public record Output(String name, String unit, OptionalDouble noise) {
  /** Rejects negative noise. */
  public Output {
    if (noise.isPresent() && !(noise.getAsDouble() >= 0.0)) {
      throw new IllegalArgumentException(
          name + ": noise must be >= 0 " + unit + ", was " + noise.getAsDouble());
    }
  }
}
