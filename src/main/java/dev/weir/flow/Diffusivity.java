package dev.weir.flow;

/**
 * Molecular diffusion coefficient in the flowing liquid.
 *
 * @param squareMetresPerSecond finite and above zero, in m²/s; about 1e-9 for small molecules in a
 *     thin solvent
 */
public record Diffusivity(double squareMetresPerSecond) {
  /** 1e-9 m²/s, assumed for small molecules in a solvent like toluene. */
  public static final Diffusivity SMALL_MOLECULE = new Diffusivity(1e-9);

  /** Rejects numbers that are not finite and above zero. */
  public Diffusivity {
    if (!Double.isFinite(squareMetresPerSecond) || squareMetresPerSecond <= 0.0) {
      throw new IllegalArgumentException(
          "diffusivity must be finite and > 0 m²/s, was " + squareMetresPerSecond);
    }
  }
}
