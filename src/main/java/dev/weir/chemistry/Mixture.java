package dev.weir.chemistry;

/**
 * Volumes and heat capacities of a polymerising solution, as plain numbers.
 *
 * <p>Densities of monomer and polymer and their heat capacities are those of methyl methacrylate,
 * assumed for every monomer. The solvent is toluene; its numbers are assumed.
 */
final class Mixture {
  /** Heat capacity of monomer, in kJ/(kg K). */
  static final double MONOMER_HEAT_CAPACITY = 1.72;

  /** Heat capacity of polymer, in kJ/(kg K). */
  static final double POLYMER_HEAT_CAPACITY = 1.67;

  /** Heat capacity of toluene, in kJ/(kg K); assumed. */
  static final double SOLVENT_HEAT_CAPACITY = 1.70;

  /** Density of toluene, in g/L; assumed, its change with temperature is left out. */
  static final double SOLVENT_DENSITY = 867.0;

  /** Molar mass of toluene, in g/mol. */
  static final double SOLVENT_MOLAR_MASS = 92.14;

  /** Absolute temperature of 0 °C, in K. */
  static final double ZERO_CELSIUS = 273.15;

  private Mixture() {}

  /** Returns the density of monomer, in g/L. */
  static double monomerDensity(double kelvins) {
    return 968.0 - 1.225 * (kelvins - ZERO_CELSIUS);
  }

  /** Returns the density of polymer, in g/L. */
  static double polymerDensity(double kelvins) {
    return 1195.0 - 0.33 * (kelvins - ZERO_CELSIUS);
  }

  /**
   * Returns the share of the volume that solvent had before anything reacted.
   *
   * @param monomerUnits mass of monomer and monomer units together, in g/L
   * @param density of monomer, in g/L
   */
  static double solventShare(double monomerUnits, double density) {
    return Math.max(0.0, 1.0 - monomerUnits / density);
  }

  /**
   * Returns the volumetric heat capacity, in J/(L K).
   *
   * @param monomer mass of unreacted monomer, in g/L
   * @param polymer mass of polymer, in g/L
   * @param kelvins temperature, in K
   */
  static double heatCapacity(double monomer, double polymer, double kelvins) {
    double solvent = SOLVENT_DENSITY * solventShare(monomer + polymer, monomerDensity(kelvins));
    return monomer * MONOMER_HEAT_CAPACITY
        + polymer * POLYMER_HEAT_CAPACITY
        + solvent * SOLVENT_HEAT_CAPACITY;
  }
}
