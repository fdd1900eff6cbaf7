/** What a device profile says, as records: commands, fields, steps, limits, simulation. */
@NullMarked
package dev.weir.device.profile.language;

import org.jspecify.annotations.NullMarked;
