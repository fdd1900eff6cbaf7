/** The REST interface and the stream of server-sent events. */
@NullMarked
package dev.weir.api.rest;

import org.jspecify.annotations.NullMarked;
