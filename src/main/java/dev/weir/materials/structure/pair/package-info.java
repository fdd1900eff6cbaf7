/** Whether two formulas crystallise alike. */
@NullMarked
package dev.weir.materials.structure.pair;

import org.jspecify.annotations.NullMarked;
