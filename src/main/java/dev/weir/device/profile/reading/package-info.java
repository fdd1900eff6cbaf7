/** Device profiles from YAML, with every fault told at its place. */
@NullMarked
package dev.weir.device.profile.reading;

import org.jspecify.annotations.NullMarked;
