package dev.weir.optimize.ask;

import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * A nucleophilic aromatic substitution in an ideal plug flow reactor: 2,4-difluoronitrobenzene (1)
 * and pyrrolidine (2) in ethanol give the wanted ortho product (3), the para product (4) and, from
 * both, the double product (5). Pure.
 *
 * <p>Hone and others, React. Chem. Eng. 2 (2017) 103. Rate constants, activation energies, molar
 * masses, bounds and the definitions of both objectives as read in the benchmark of that name of
 * Summit (Felton, Rittig and Lapkin, Chemistry-Methods 1, 2021, 116; file snar.py). Two things are
 * otherwise than there: product 4 is made with its own rate constant, so that matter is conserved,
 * and zero degrees Celsius are 273.15 K, not 273.71 K.
 */
final class SubstitutionFlow {
  /** Rate constants at the reference temperature, in 0.01 L/(mol s): to 3, to 4, 3 to 5, 4 to 5. */
  private static final double[] RATE_CONSTANTS = {57.9, 2.70, 0.865, 1.63};

  /** Activation energies in kJ/mol, in the same order. */
  private static final double[] ACTIVATION = {33.3, 35.3, 38.9, 44.8};

  /** From 0.01 L/(mol s) to L/(mol min). */
  private static final double PER_MINUTE = 0.6;

  private static final double REFERENCE_KELVIN = 90.0 + 273.15;
  private static final double GAS_CONSTANT = 8.314e-3;

  /** Molar masses in g/mol; 1 and 2 as there. */
  private static final double[] MOLAR_MASSES = {159.09, 71.12, 210.21, 210.21, 261.33};

  private static final int SPECIES = MOLAR_MASSES.length;
  private static final int PRODUCT = 2;

  /** Density of ethanol at 25 °C, in kg/L. */
  private static final double ETHANOL = 0.789;

  /** An E-factor is not told beyond this. */
  private static final double LARGEST_FACTOR = 1e3;

  private static final double TOLERANCE = 1e-10;

  private SubstitutionFlow() {}

  /**
   * Returns the concentrations at the outlet, in mol/L, of the species 1 to 5.
   *
   * @param setting residence time in min, equivalents of pyrrolidine, concentration of 1 at the
   *     inlet in mol/L, temperature in °C
   */
  static double[] outlet(double[] setting) {
    double kelvin = setting[3] + 273.15;
    double[] k = new double[RATE_CONSTANTS.length];
    for (int i = 0; i < k.length; i++) {
      double exponent = -ACTIVATION[i] / GAS_CONSTANT * (1.0 / kelvin - 1.0 / REFERENCE_KELVIN);
      k[i] = PER_MINUTE * RATE_CONSTANTS[i] * StrictMath.exp(exponent);
    }
    double[] inlet = new double[SPECIES];
    inlet[0] = setting[2];
    inlet[1] = setting[1] * setting[2];
    double[] outlet = new double[SPECIES];
    new DormandPrince853Integrator(1e-12, setting[0], TOLERANCE, TOLERANCE)
        .integrate(new Rates(k), 0.0, inlet, setting[0], outlet);
    for (int i = 0; i < SPECIES; i++) {
      outlet[i] = Math.max(0.0, outlet[i]);
    }
    return outlet;
  }

  /**
   * Returns minus the space-time yield, in kg/(m3 h), and the E-factor, in kg of waste per kg of
   * product: both as small as possible.
   *
   * @param setting as of {@link #outlet}
   * @param outlet concentrations, in mol/L
   */
  static double[] losses(double[] setting, double[] outlet) {
    double product = MOLAR_MASSES[PRODUCT] * outlet[PRODUCT];
    double waste = 1e3 * ETHANOL;
    for (int i = 0; i < SPECIES; i++) {
      waste += i == PRODUCT ? 0.0 : MOLAR_MASSES[i] * outlet[i];
    }
    double perHour = 60.0 / setting[0];
    double factor = product > 0.0 ? Math.min(LARGEST_FACTOR, waste / product) : LARGEST_FACTOR;
    return new double[] {-product * perHour, factor};
  }

  /** The rates of all five species. */
  private record Rates(java.util.List<Double> k)
      implements org.apache.commons.math3.ode.FirstOrderDifferentialEquations {
    Rates(double[] k) {
      this(java.util.Arrays.stream(k).boxed().toList());
    }

    @Override
    public int getDimension() {
      return SPECIES;
    }

    @Override
    public void computeDerivatives(double minutes, double[] c, double[] rates) {
      double toOrtho = k.get(0) * c[0] * c[1];
      double toPara = k.get(1) * c[0] * c[1];
      double orthoOn = k.get(2) * c[1] * c[2];
      double paraOn = k.get(3) * c[1] * c[3];
      rates[0] = -toOrtho - toPara;
      rates[1] = -toOrtho - toPara - orthoOn - paraOn;
      rates[2] = toOrtho - orthoOn;
      rates[3] = toPara - paraOn;
      rates[4] = orthoOn + paraOn;
    }
  }
}
