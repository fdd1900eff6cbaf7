/** Predictors of the formation energy, and generators of formulas that aim at one. */
@NullMarked
package dev.weir.materials.generate;

import org.jspecify.annotations.NullMarked;
