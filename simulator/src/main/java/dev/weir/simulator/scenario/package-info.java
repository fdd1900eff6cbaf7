/** Troubles at set times, read from scenario files. */
@NullMarked
package dev.weir.simulator.scenario;

import org.jspecify.annotations.NullMarked;
