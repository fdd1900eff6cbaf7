package dev.weir.chemistry;

import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;

/**
 * A rate constant as a function of temperature, k = A exp(-E / (R T)).
 *
 * @param preExponential A, finite and above zero, in the unit of the rate constant: 1/s for a
 *     first-order step, L/(mol s) for a second-order one, 1 for a ratio of constants
 * @param activation E
 * @param origin where the two numbers come from; begins with "assumed" when they were not read in a
 *     source
 */
public record Arrhenius(double preExponential, MolarEnergy activation, String origin) {
  /** Molar gas constant, in J/(mol K) (CODATA 2018, exact). */
  public static final double GAS_CONSTANT = 8.31446261815324;

  /** Rejects a factor that is not finite and above zero. */
  public Arrhenius {
    if (!Double.isFinite(preExponential) || preExponential <= 0.0) {
      throw new IllegalArgumentException(
          "pre-exponential factor must be finite and > 0, was " + preExponential);
    }
  }

  /** Returns the first-order rate constant that has the given half life at one temperature. */
  public static Arrhenius throughHalfLife(
      TimeSpan halfLife, Temperature at, MolarEnergy activation, String origin) {
    double rate = Math.log(2.0) / halfLife.seconds();
    double factor = Math.exp(activation.joulesPerMole() / (GAS_CONSTANT * at.kelvins()));
    return new Arrhenius(rate * factor, activation, origin);
  }

  /** Returns the constant at a temperature, in the unit of the pre-exponential factor. */
  public double at(Temperature temperature) {
    return at(temperature.kelvins());
  }

  /**
   * Returns the constant at a temperature, in the unit of the pre-exponential factor.
   *
   * @param kelvins absolute temperature, above 0 K
   */
  public double at(double kelvins) {
    return preExponential * Math.exp(-activation.joulesPerMole() / (GAS_CONSTANT * kelvins));
  }
}
