/** The injected clock and deadlines: nothing else in the program asks what time it is. */
@NullMarked
package dev.weir.time;

import org.jspecify.annotations.NullMarked;
