/**
 * The virtual plant: feeds, flow line, kinetics, bath and pressure, stepped in virtual time and
 * free of any wire.
 */
@NullMarked
package dev.weir.simulator.plant;

import org.jspecify.annotations.NullMarked;
