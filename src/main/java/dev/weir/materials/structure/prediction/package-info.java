/** Structures of formulas: asked, answered, judged and written down. */
@NullMarked
package dev.weir.materials.structure.prediction;

import org.jspecify.annotations.NullMarked;
