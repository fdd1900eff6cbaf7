package dev.weir.simulator.plant;

/**
 * Viscosity of the reacting solution: that of toluene, times exp(k φ) with the polymer's volume
 * fraction φ. All numbers are assumed: toluene 0.55 mPa s at 25 °C with an activation energy of 9
 * kJ/mol, and k = 16.
 *
 * @param thickening k, without unit
 */
record Viscosity(double thickening) {
  private static final double AT_REFERENCE = 0.55e-3;
  private static final double ENERGY = 9_000.0;
  private static final double REFERENCE = Arrhenius.inverseRt(25.0);

  /** Returns the viscosity in Pa s. */
  double pascalSeconds(double celsius, double polymerFraction) {
    return AT_REFERENCE
        * Math.exp(
            ENERGY * (Arrhenius.inverseRt(celsius) - REFERENCE) + thickening * polymerFraction);
  }
}
