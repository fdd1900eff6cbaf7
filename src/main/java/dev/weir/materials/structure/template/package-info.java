/** Known structures, by which others are predicted. */
@NullMarked
package dev.weir.materials.structure.template;

import org.jspecify.annotations.NullMarked;
