package dev.weir.optimize.copolymer;

/** The kinds of surrogate, from the one that knows nothing to the one that knows the kinetics. */
public enum LayerKind {
  /** Surrogates of the losses themselves. */
  PLAIN(-2.0),
  /** Surrogates of the two conversions as they are, with the known formula on top. */
  CONVERSIONS(-1.5),
  /** Surrogates of rate and selectivity in the physics' coordinates. */
  RATES(-1.0),
  /** The kinetics, with surrogates of what it leaves out. */
  KINETICS(0.0);

  private final double logPrior;

  LayerKind(double logPrior) {
    this.logPrior = logPrior;
  }

  /** Returns the logarithm of its weight before any run, up to a constant; assumed. */
  double logPrior() {
    return logPrior;
  }
}
