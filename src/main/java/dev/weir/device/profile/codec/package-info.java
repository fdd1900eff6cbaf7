/** Requests and replies as bytes, by what a profile says; pure functions. */
@NullMarked
package dev.weir.device.profile.codec;

import org.jspecify.annotations.NullMarked;
