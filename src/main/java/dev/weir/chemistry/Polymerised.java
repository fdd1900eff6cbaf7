package dev.weir.chemistry;

import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import java.util.Optional;

/**
 * What leaves a copolymerisation.
 *
 * @param inlet what entered
 * @param conversion1 of monomer 1; for a monomer that did not enter, that of a trace of it
 * @param conversion2 of monomer 2; likewise
 * @param initiator what is left of the initiator
 * @param massAverage mass-average molar mass of the polymer; nothing while there is none
 * @param outlet temperature of the liquid at the end
 * @param hottest the highest temperature on the way
 */
public record Polymerised(
    Inlet inlet,
    Conversion conversion1,
    Conversion conversion2,
    Concentration initiator,
    Optional<MolarMass> massAverage,
    Temperature outlet,
    Temperature hottest) {

  /** Returns the overall molar conversion, X = f10 X1 + (1 - f10) X2. */
  public Conversion conversion() {
    double f10 = inlet.feedComposition().value();
    return new Conversion(f10 * conversion1.value() + (1.0 - f10) * conversion2.value());
  }

  /** Returns the cumulative copolymer composition F1; nothing while there is no polymer. */
  public Optional<CopolymerComposition> composition() {
    double polymer1 = inlet.feedComposition().value() * conversion1.value();
    double overall = conversion().value();
    return overall > 0.0
        ? Optional.of(new CopolymerComposition(Math.min(1.0, polymer1 / overall)))
        : Optional.empty();
  }
}
