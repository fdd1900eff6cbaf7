/** The control cycle: process values, set-points, interlocks, alarms, safe states. */
@NullMarked
package dev.weir.reactor;

import org.jspecify.annotations.NullMarked;
