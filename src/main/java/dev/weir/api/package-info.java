/** What the outside sees: REST, server-sent events and the status page. */
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
