/** An unattended sequence of runs towards an objective within a budget. */
@NullMarked
package dev.weir.campaign;

import org.jspecify.annotations.NullMarked;
