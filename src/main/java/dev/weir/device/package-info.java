/** Devices as the reactor sees them: what is asked of them and what they report. */
@NullMarked
package dev.weir.device;

import org.jspecify.annotations.NullMarked;
