package dev.weir.experiment;

import dev.weir.chemistry.FeedComposition;
import dev.weir.units.Concentration;
import dev.weir.units.Temperature;
import dev.weir.units.TimeSpan;

/**
 * What a run shall hold, or has held.
 *
 * @param feedComposition mole fraction of monomer 1 in the feed, f10
 * @param residenceTime coil volume over total flow at inlet conditions
 * @param temperature of the coil
 * @param totalMonomer concentration of both monomers together at the inlet
 * @param initiator concentration of initiator at the inlet
 */
public record Conditions(
    FeedComposition feedComposition,
    TimeSpan residenceTime,
    Temperature temperature,
    Concentration totalMonomer,
    Concentration initiator) {}
