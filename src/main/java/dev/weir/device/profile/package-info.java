/**
 * The device profile language, from the bytes on the line to what a device is brought to; its
 * floors are packages.
 */
@NullMarked
package dev.weir.device.profile;

import org.jspecify.annotations.NullMarked;
