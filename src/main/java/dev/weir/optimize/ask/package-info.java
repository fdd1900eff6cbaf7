/**
 * Ask and tell without a reactor: any problem of variables, constraints, measured outputs and
 * objectives, and the next points to try.
 */
@NullMarked
package dev.weir.optimize.ask;

import org.jspecify.annotations.NullMarked;
