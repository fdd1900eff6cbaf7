/** Predictors of conversion and copolymer composition. */
@NullMarked
package dev.weir.learn;

import org.jspecify.annotations.NullMarked;
