/** Which candidate comes first. */
@NullMarked
package dev.weir.materials.structure.ranking;

import org.jspecify.annotations.NullMarked;
