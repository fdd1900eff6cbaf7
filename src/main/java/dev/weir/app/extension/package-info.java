/** The seam through which the simulator adds its verbs and its virtual bench. */
@NullMarked
package dev.weir.app.extension;

import org.jspecify.annotations.NullMarked;
