/** Where a message begins and ends on a line, and how it is guarded: framers and checksums. */
@NullMarked
package dev.weir.device.profile.frame;

import org.jspecify.annotations.NullMarked;
