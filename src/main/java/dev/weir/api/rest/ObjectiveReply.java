package dev.weir.api.rest;

import dev.weir.optimize.Objective;

/**
 * What a campaign wants; every number in mol/mol.
 *
 * @param targetF1 the wanted copolymer composition
 * @param toleranceF1 the distance from it that counts as reached
 * @param conversionFloor the conversion below which an outcome does not count
 */
public record ObjectiveReply(double targetF1, double toleranceF1, double conversionFloor) {
  static ObjectiveReply of(Objective objective) {
    return new ObjectiveReply(
        objective.target().value(), objective.tolerance(), objective.conversionFloor());
  }
}
