/** How bytes travel: serial, TCP, Modbus and watched-folder lines. */
@NullMarked
package dev.weir.device.line;

import org.jspecify.annotations.NullMarked;
