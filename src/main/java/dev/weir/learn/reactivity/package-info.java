/** Estimation of reactivity ratios with errors in both variables. */
@NullMarked
package dev.weir.learn.reactivity;

import org.jspecify.annotations.NullMarked;
