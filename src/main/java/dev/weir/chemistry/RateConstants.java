package dev.weir.chemistry;

/**
 * The rate constants of one copolymerisation at one temperature: a work space that {@link
 * CopolymerisationKinetics#constantsAt} fills, so that a plant of many cells computes without
 * allocating.
 *
 * <p>Owned by the thread that made it.
 */
public final class RateConstants {
  double kelvins;

  /** Homopropagation, in L/(mol s). */
  double propagation1;

  double propagation2;

  /** Square roots of the termination constants, in (L/(mol s))^0.5. */
  double rootTermination1;

  double rootTermination2;

  /** Dissociation kd, in 1/s. */
  double dissociation;

  /** Transfer to solvent over propagation, dimensionless. */
  double solventTransfer;

  /** Free volumes of the pure components, dimensionless; used with a gel effect only. */
  double monomerFreeVolume;

  double polymerFreeVolume;
  double solventFreeVolume;
  double logOnset;
  double glassFreeVolume;

  /** Densities, in g/L. */
  double monomerDensity;

  double polymerDensity;

  /** Makes an empty work space. */
  public RateConstants() {}

  /** Returns the temperature for which it was filled last, in K; 0 before the first time. */
  public double kelvins() {
    return kelvins;
  }

  /** Returns the dissociation constant of the initiator, in 1/s. */
  public double dissociation() {
    return dissociation;
  }
}
