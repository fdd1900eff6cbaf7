package dev.weir.simulator.plant;

/**
 * A bit of liquid: concentrations in mol/L and temperature in °C. Mutable, re-used between steps,
 * owned by the plant's thread.
 */
final class Liquid {
  double monomer1;
  double monomer2;
  double initiator;
  double polymer1;
  double polymer2;
  double chains;
  double temperature;

  /** Makes this liquid solvent at the given temperature. */
  void becomeSolvent(double celsius) {
    monomer1 = 0.0;
    monomer2 = 0.0;
    initiator = 0.0;
    polymer1 = 0.0;
    polymer2 = 0.0;
    chains = 0.0;
    temperature = celsius;
  }

  /** Copies another bit of liquid. */
  void become(Liquid other) {
    monomer1 = other.monomer1;
    monomer2 = other.monomer2;
    initiator = other.initiator;
    polymer1 = other.polymer1;
    polymer2 = other.polymer2;
    chains = other.chains;
    temperature = other.temperature;
  }

  /** Adds a volume of a feed to a mixture under way; divide by the whole volume afterwards. */
  void add(double microlitres, Stock stock) {
    monomer1 += microlitres * stock.monomer1();
    monomer2 += microlitres * stock.monomer2();
    initiator += microlitres * stock.initiator();
  }

  /** Turns summed amounts into concentrations. */
  void divide(double microlitres) {
    monomer1 /= microlitres;
    monomer2 /= microlitres;
    initiator /= microlitres;
  }
}
