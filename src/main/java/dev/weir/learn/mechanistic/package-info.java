/** A kinetic model with estimated parameters and a Gaussian-process correction. */
@NullMarked
package dev.weir.learn.mechanistic;

import org.jspecify.annotations.NullMarked;
