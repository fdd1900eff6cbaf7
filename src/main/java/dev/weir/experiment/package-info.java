/** One run: from conditions to an observation. */
@NullMarked
package dev.weir.experiment;

import org.jspecify.annotations.NullMarked;
