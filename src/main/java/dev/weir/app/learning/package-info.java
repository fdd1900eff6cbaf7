/** Learners by their names, training from files and journals, and what of it is kept. */
@NullMarked
package dev.weir.app.learning;

import org.jspecify.annotations.NullMarked;
