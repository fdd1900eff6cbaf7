/** A virtual plant behind the real wire protocols. */
@NullMarked
package dev.weir.simulator;

import org.jspecify.annotations.NullMarked;
