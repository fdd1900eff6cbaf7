/** Profiles of devices whose values are nodes of an OPC UA server, and how these are led. */
@NullMarked
package dev.weir.device.profile.node;

import org.jspecify.annotations.NullMarked;
