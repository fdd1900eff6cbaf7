package dev.weir.learn.mechanistic;

/**
 * What the runs say of the kinetics of one comonomer with MMA, in the order in which {@link
 * PairPosterior} holds it. All but the energy are natural logarithms; the comonomer is monomer 1.
 */
public enum PairParameter {
  /** Factor on the initiator's dissociation at 80 °C. */
  LOG_DISSOCIATION(0),
  /** Change of the activation energy of dissociation, in kJ/mol; not a logarithm. */
  DISSOCIATION_ENERGY(1),
  /** Factor on termination. */
  LOG_TERMINATION(2),
  /** Reactivity ratio r1, the comonomer's. */
  LOG_RATIO_1(3),
  /** Reactivity ratio r2, MMA's. */
  LOG_RATIO_2(4),
  /** Propagation of the comonomer over that of MMA at 80 °C. */
  LOG_PROPAGATION(5),
  /** Radical reactivity ratio s of radicals ending in the comonomer. */
  LOG_PENULTIMATE_1(6),
  /** Radical reactivity ratio s of radicals ending in MMA. */
  LOG_PENULTIMATE_2(7);

  /** Length of a vector of them. */
  public static final int COUNT = KineticModel.COMMON + KineticPriors.PER_MONOMER;

  private final int place;

  PairParameter(int place) {
    this.place = place;
  }

  /** Returns the place in a vector of them. */
  public int place() {
    return place;
  }
}
