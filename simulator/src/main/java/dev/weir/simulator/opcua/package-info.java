/** Simulated devices that are OPC UA servers. */
@NullMarked
package dev.weir.simulator.opcua;

import org.jspecify.annotations.NullMarked;
