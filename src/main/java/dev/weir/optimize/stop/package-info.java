/** When to ask for no more runs, and why: the same terms for campaigns and for ask and tell. */
@NullMarked
package dev.weir.optimize.stop;

import org.jspecify.annotations.NullMarked;
