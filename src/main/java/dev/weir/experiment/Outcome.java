package dev.weir.experiment;

import dev.weir.device.Analysis.MeasuredConversion;

/**
 * What came out of a run. F1 and the overall conversion follow from the two conversions and the
 * feed composition (F1 = f10 X1 / (f10 X1 + (1 - f10) X2), X = f10 X1 + (1 - f10) X2); their
 * standard deviations follow by propagation.
 *
 * @param conversion1 of monomer 1, as measured
 * @param conversion2 of monomer 2, as measured
 * @param copolymerComposition F1, cumulative, in mol/mol
 * @param copolymerCompositionDeviation its standard deviation, in mol/mol
 * @param conversion overall molar conversion, in mol/mol
 * @param conversionDeviation its standard deviation, in mol/mol
 */
public record Outcome(
    MeasuredConversion conversion1,
    MeasuredConversion conversion2,
    double copolymerComposition,
    double copolymerCompositionDeviation,
    double conversion,
    double conversionDeviation) {}
