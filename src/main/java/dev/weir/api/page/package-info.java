/** The status page and its files. */
@NullMarked
package dev.weir.api.page;

import org.jspecify.annotations.NullMarked;
