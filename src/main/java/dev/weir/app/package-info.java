/** Configuration, wiring, start and stop order, and the command line. */
@NullMarked
package dev.weir.app;

import org.jspecify.annotations.NullMarked;
