package dev.weir.api.rest;

import dev.weir.flow.Ramp;
import dev.weir.units.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * Conditions of an operator's own run.
 *
 * @param operator from 1 to 80 characters
 * @param reason up to 500 characters
 * @param feedComposition f10, from 0 to 1 mol/mol
 * @param residenceTimeMin in min, above 0
 * @param temperatureCelsius of the coil, in °C
 * @param totalMonomerMolPerLitre both monomers together at the inlet, in mol/L
 * @param initiatorMolPerLitre at the inlet, in mol/L
 * @param ramp what shall follow its steady sample; left out, nothing does
 */
record RunPointBody(
    String operator,
    Optional<String> reason,
    double feedComposition,
    double residenceTimeMin,
    double temperatureCelsius,
    double totalMonomerMolPerLitre,
    double initiatorMolPerLitre,
    Optional<RampBody> ramp) {
  /**
   * A ramp after the steady sample.
   *
   * @param toResidenceTimeMin residence time that the last total flow would hold, in min
   * @param durationMin from the first total flow to the last, in min
   * @param aliquotsMin residence times at which aliquots are drawn, in min, in order
   */
  record RampBody(double toResidenceTimeMin, double durationMin, List<Double> aliquotsMin) {
    Ramp ramp() {
      return new Ramp(
          TimeSpan.ofMinutes(toResidenceTimeMin),
          TimeSpan.ofMinutes(durationMin),
          aliquotsMin.stream().map(TimeSpan::ofMinutes).toList());
    }
  }
}
