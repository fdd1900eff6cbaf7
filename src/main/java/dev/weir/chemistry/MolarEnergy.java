package dev.weir.chemistry;

/**
 * Energy for each mole: an activation energy, or the heat that a polymerisation releases.
 *
 * @param kilojoulesPerMole finite, in kJ/mol
 */
public record MolarEnergy(double kilojoulesPerMole) {
  /** Rejects NaN and infinities. */
  public MolarEnergy {
    if (!Double.isFinite(kilojoulesPerMole)) {
      throw new IllegalArgumentException(
          "molar energy must be finite, in kJ/mol, was " + kilojoulesPerMole);
    }
  }

  /** Returns the energy in J/mol. */
  public double joulesPerMole() {
    return kilojoulesPerMole * 1e3;
  }

  @Override
  public String toString() {
    return kilojoulesPerMole + " kJ/mol";
  }
}
