/** Elements, formulas, their descriptors, oxidation states and charge balance. */
@NullMarked
package dev.weir.materials.formula;

import org.jspecify.annotations.NullMarked;
