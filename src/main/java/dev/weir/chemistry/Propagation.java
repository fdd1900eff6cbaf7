package dev.weir.chemistry;

/** How the last units of a radical decide its rate of propagation. */
public sealed interface Propagation {
  /** Only the last unit counts; k12 = k11/r1 and k21 = k22/r2. */
  record Terminal() implements Propagation {}

  /**
   * The unit before the last changes the rate but not the choice of monomer (Fukuda, Ma, Inagaki
   * 1985): k11 becomes k11 (r1 f1 + f2) / (r1 f1 + f2/s1), likewise k22.
   *
   * <p>Styrene 0.466 and methyl methacrylate 0.176 with each other.
   *
   * @param s1 of radicals ending in monomer 1: k211/k111, finite and above zero, dimensionless
   * @param s2 of radicals ending in monomer 2: k122/k222, finite and above zero, dimensionless
   */
  record ImplicitPenultimate(double s1, double s2) implements Propagation {
    /** Rejects ratios that are not finite and above zero. */
    public ImplicitPenultimate {
      if (!(s1 > 0.0 && s2 > 0.0) || !Double.isFinite(s1) || !Double.isFinite(s2)) {
        throw new IllegalArgumentException(
            "radical reactivity ratios must be finite and > 0, were " + s1 + " and " + s2);
      }
    }
  }
}
