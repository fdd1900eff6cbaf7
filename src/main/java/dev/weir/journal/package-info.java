/** The append-only, checksummed, hash-chained record of what happened, and its replay. */
@NullMarked
package dev.weir.journal;

import org.jspecify.annotations.NullMarked;
