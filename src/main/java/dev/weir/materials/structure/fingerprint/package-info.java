/** What the surroundings of sites look like, as numbers. */
@NullMarked
package dev.weir.materials.structure.fingerprint;

import org.jspecify.annotations.NullMarked;
