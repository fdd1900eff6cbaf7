package dev.weir.api.rest;

import dev.weir.experiment.Conditions;

/**
 * The conditions of a run.
 *
 * @param feedCompositionF10 mole fraction of monomer 1 in the feed, in mol/mol
 * @param residenceTimeMin in min
 * @param temperatureCelsius in °C
 * @param totalMonomerMolPerL in mol/L
 * @param initiatorMolPerL in mol/L
 */
public record ConditionsReply(
    double feedCompositionF10,
    double residenceTimeMin,
    double temperatureCelsius,
    double totalMonomerMolPerL,
    double initiatorMolPerL) {
  static ConditionsReply of(Conditions conditions) {
    return new ConditionsReply(
        conditions.feedComposition().value(),
        conditions.residenceTime().minutes(),
        conditions.temperature().celsius(),
        conditions.totalMonomer().molesPerLitre(),
        conditions.initiator().molesPerLitre());
  }
}
