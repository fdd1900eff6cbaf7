/** Space groups, their operations and settings, found in a cell or named by spglib. */
@NullMarked
package dev.weir.materials.structure.symmetry;

import org.jspecify.annotations.NullMarked;
