package dev.weir.app.extension;

import dev.weir.chemistry.Conversion;
import dev.weir.chemistry.CopolymerComposition;
import java.util.Optional;

/**
 * What a virtual plant gives in the long run, free of noise: for benchmarks only; the daemon never
 * learns it.
 *
 * @param conversion1 of monomer 1
 * @param conversion2 of monomer 2
 * @param composition cumulative F1; empty when no polymer is made
 */
public record TrueOutcome(
    Conversion conversion1, Conversion conversion2, Optional<CopolymerComposition> composition) {
  /**
   * Returns the overall molar conversion.
   *
   * @param feedComposition f10, in mol/mol
   */
  public double conversion(double feedComposition) {
    return feedComposition * conversion1.value() + (1.0 - feedComposition) * conversion2.value();
  }
}
