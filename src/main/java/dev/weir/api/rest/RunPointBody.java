package dev.weir.api.rest;

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
 */
record RunPointBody(
    String operator,
    Optional<String> reason,
    double feedComposition,
    double residenceTimeMin,
    double temperatureCelsius,
    double totalMonomerMolPerLitre,
    double initiatorMolPerLitre) {}
