/** Candidates of a formula: known structures with their elements replaced. */
@NullMarked
package dev.weir.materials.structure.substitution;

import org.jspecify.annotations.NullMarked;
