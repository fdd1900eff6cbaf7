/**
 * Cells and what stands in them, and which sites are near which. Lengths in Å, angles in degrees,
 * positions in fractions of the cell.
 */
@NullMarked
package dev.weir.materials.structure.crystal;

import org.jspecify.annotations.NullMarked;
