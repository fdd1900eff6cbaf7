/** Whether two structures are the same, and primitive cells. */
@NullMarked
package dev.weir.materials.structure.matching;

import org.jspecify.annotations.NullMarked;
