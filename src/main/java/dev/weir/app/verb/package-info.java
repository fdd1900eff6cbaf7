/** The verbs of the command line. */
@NullMarked
package dev.weir.app.verb;

import org.jspecify.annotations.NullMarked;
