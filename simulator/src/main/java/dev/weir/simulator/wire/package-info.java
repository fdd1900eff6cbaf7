/**
 * The far ends of the lines: virtual wires, devices that answer byte for byte by their profile,
 * folders in memory.
 */
@NullMarked
package dev.weir.simulator.wire;

import org.jspecify.annotations.NullMarked;
