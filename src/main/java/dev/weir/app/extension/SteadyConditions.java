package dev.weir.app.extension;

import dev.weir.chemistry.Recipe;
import dev.weir.units.FlowRate;
import dev.weir.units.Temperature;

/**
 * Conditions that a virtual plant may be asked about as if they had been held for ever.
 *
 * @param inlet concentrations after mixing
 * @param totalFlow through the path, above zero
 * @param bath temperature of the bath
 */
public record SteadyConditions(Recipe inlet, FlowRate totalFlow, Temperature bath) {}
