/** A reactor with all that belongs to it, wired: on a real bench, paced, or in virtual time. */
@NullMarked
package dev.weir.app.laboratory;

import org.jspecify.annotations.NullMarked;
