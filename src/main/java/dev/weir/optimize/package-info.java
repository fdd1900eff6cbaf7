/** Search space, surrogate, acquisition and proposals. */
@NullMarked
package dev.weir.optimize;

import org.jspecify.annotations.NullMarked;
