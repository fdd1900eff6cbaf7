/** OPC UA sessions: our certificate, whom we trust, and the client. */
@NullMarked
package dev.weir.device.line.opcua;

import org.jspecify.annotations.NullMarked;
