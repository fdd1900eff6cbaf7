/** Devices whose values are named nodes of a server (OPC UA): what is asked, what is heard. */
@NullMarked
package dev.weir.device.line.node;

import org.jspecify.annotations.NullMarked;
