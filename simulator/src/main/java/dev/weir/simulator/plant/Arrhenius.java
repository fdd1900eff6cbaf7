package dev.weir.simulator.plant;

/**
 * A rate constant k = A exp(-E/RT).
 *
 * @param factor A, in the unit of the constant
 * @param energy E, in J/mol
 */
record Arrhenius(double factor, double energy) {
  /** Molar gas constant, J/(mol K); exact since the SI of 2019. */
  static final double GAS_CONSTANT = 8.31446261815324;

  /** Returns the constant at a temperature whose 1/(RT) is given, in mol/J. */
  double at(double inverseRt) {
    return factor * Math.exp(-energy * inverseRt);
  }

  /** Returns 1/(RT) at a temperature in °C, in mol/J. */
  static double inverseRt(double celsius) {
    return 1.0 / (GAS_CONSTANT * (celsius + 273.15));
  }
}
