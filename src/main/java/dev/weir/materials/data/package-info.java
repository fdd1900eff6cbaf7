/** Importers of tables of formulas with their formation energies. */
@NullMarked
package dev.weir.materials.data;

import org.jspecify.annotations.NullMarked;
