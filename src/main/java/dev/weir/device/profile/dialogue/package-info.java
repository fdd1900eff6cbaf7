/** How a device is brought to what is wanted of it, message by message. */
@NullMarked
package dev.weir.device.profile.dialogue;

import org.jspecify.annotations.NullMarked;
