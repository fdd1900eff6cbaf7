/** The device profile language and its codec: what a device says, as data. */
@NullMarked
package dev.weir.device.profile;

import org.jspecify.annotations.NullMarked;
