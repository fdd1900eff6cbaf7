package dev.weir.optimize.copolymer;

/**
 * A parameter of {@link TerminalModel}, in the order in which vectors hold them. All but the
 * reactivity ratios are departures from the catalogue's constants, so that 0 is the literature.
 */
public enum KineticParameter {
  /** Logarithm of r1. */
  LOG_RATIO_1(0),
  /** Logarithm of r2. */
  LOG_RATIO_2(1),
  /** Logarithm of a factor on the propagation of monomer 2 against that of monomer 1. */
  LOG_PROPAGATION_2(2),
  /** Logarithm of a factor on the rate of both, kp over the root of kt. */
  LOG_RATE(3),
  /** Logarithm of a factor on the initiator's dissociation. */
  LOG_DISSOCIATION(4),
  /** Change of the activation energy of the rate, in 10 kJ/mol, about 80 °C. */
  ACTIVATION(5),
  /**
   * Logarithm of the radical reactivity ratios s of the implicit penultimate effect, common to
   * both; 0 is the terminal model.
   */
  LOG_PENULTIMATE(6),
  /**
   * Strength of the gel effect: the logarithm by which termination falls for each volume fraction
   * of polymer, over 10.
   */
  GEL(7);

  /** Length of a vector of parameters. */
  static final int COUNT = 8;

  private final int place;

  KineticParameter(int place) {
    this.place = place;
  }

  /** Tells whether the plant or the initiator, not the pair of monomers, decides it. */
  boolean isCommon() {
    return switch (this) {
      case LOG_RATIO_1, LOG_RATIO_2, LOG_PROPAGATION_2, LOG_PENULTIMATE -> false;
      case LOG_RATE, LOG_DISSOCIATION, ACTIVATION, GEL -> true;
    };
  }

  /** Returns the place in a vector of parameters. */
  int place() {
    return place;
  }
}
