/** Virtual benches served in real time to other processes. */
@NullMarked
package dev.weir.simulator.serve;

import org.jspecify.annotations.NullMarked;
