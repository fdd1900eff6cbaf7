/**
 * Crystal structures: lattices, sites, symmetry, CIF, matching, and their prediction by template
 * substitution. Lengths in Å, angles in degrees, positions in fractions of the cell.
 */
@NullMarked
package dev.weir.materials.structure;

import org.jspecify.annotations.NullMarked;
