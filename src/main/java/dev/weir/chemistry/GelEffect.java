package dev.weir.chemistry;

/** Whether growing viscosity slows termination down. */
public sealed interface GelEffect {
  /** Rate constants that do not know the conversion: dilute solutions. */
  record None() implements GelEffect {}

  /**
   * The free-volume account of Marten and Hamielec as in WATPOLY, for bulk and concentrated
   * solutions.
   *
   * <p>Free volume Vf is the sum over monomer, polymer and solvent of its volume fraction times
   * (0.025 + alpha (T - Tg)). From where Mw^m exp(A/Vf) reaches K3, termination falls as
   * (Mw,crit/Mw)^n exp(-A (1/Vf - 1/Vf,crit)); below Vfc propagation falls as exp(-B (1/Vf -
   * 1/Vfc)).
   *
   * @param monomer expansion of the monomers' free volume
   * @param polymer expansion of the polymer's free volume
   * @param solvent expansion of the solvent's free volume
   * @param termination exponents and limits of the fall of termination and propagation
   */
  record FreeVolume(Expansion monomer, Expansion polymer, Expansion solvent, Fall termination)
      implements GelEffect {
    /**
     * The numbers for methyl methacrylate. Those of the solvent are assumed: alpha of the monomer,
     * Tg 117 K (toluene). For other monomers their use is assumed.
     */
    public static final FreeVolume METHYL_METHACRYLATE =
        new FreeVolume(
            new Expansion(1.0e-3, 167.1),
            new Expansion(4.8e-4, 378.0),
            new Expansion(1.0e-3, 117.0),
            new Fall(0.5, 1.75, 1.11, 1.0, 0.563, 8900.0, 0.7408, 1589.6));
  }

  /**
   * Free volume of a pure component, 0.025 + alpha (T - Tg).
   *
   * @param perKelvin alpha, above zero, in 1/K
   * @param glassKelvins glass transition temperature Tg, above zero, in K
   */
  record Expansion(double perKelvin, double glassKelvins) {
    /** Free volume fraction at the glass transition. */
    static final double AT_GLASS_TRANSITION = 0.025;

    /** Rejects numbers that are not finite and above zero. */
    public Expansion {
      if (!(perKelvin > 0.0 && glassKelvins > 0.0)
          || !Double.isFinite(perKelvin)
          || !Double.isFinite(glassKelvins)) {
        throw new IllegalArgumentException(
            "expansion must be finite and > 0, was %s 1/K from %s K"
                .formatted(perKelvin, glassKelvins));
      }
    }

    double freeVolume(double kelvins) {
      return AT_GLASS_TRANSITION + perKelvin * (kelvins - glassKelvins);
    }
  }

  /**
   * How termination and propagation fall with free volume.
   *
   * @param m exponent of the molar mass at the onset, dimensionless
   * @param n exponent of the molar mass beyond it, dimensionless
   * @param a sensitivity A of termination, dimensionless
   * @param b sensitivity B of propagation, dimensionless
   * @param onsetFactor of K3 = onsetFactor exp(onsetEnergy/RT), in (g/mol)^m
   * @param onsetCaloriesPerMole energy of K3, in cal/mol
   * @param glassFactor of Vfc = glassFactor exp(-glassEnergy/RT), dimensionless
   * @param glassCaloriesPerMole energy of Vfc, in cal/mol
   */
  record Fall(
      double m,
      double n,
      double a,
      double b,
      double onsetFactor,
      double onsetCaloriesPerMole,
      double glassFactor,
      double glassCaloriesPerMole) {
    /** Gas constant that belongs to these numbers, in cal/(mol K). */
    static final double GAS_CONSTANT_CALORIES = 1.987;

    double logOnset(double kelvins) {
      return Math.log(onsetFactor) + onsetCaloriesPerMole / (GAS_CONSTANT_CALORIES * kelvins);
    }

    double glassFreeVolume(double kelvins) {
      return glassFactor * Math.exp(-glassCaloriesPerMole / (GAS_CONSTANT_CALORIES * kelvins));
    }
  }
}
