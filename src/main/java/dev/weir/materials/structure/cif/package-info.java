/** Crystallographic information files. */
@NullMarked
package dev.weir.materials.structure.cif;

import org.jspecify.annotations.NullMarked;
